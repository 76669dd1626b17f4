import type { MixTraining } from '../../domain/learning/mixTraining.js';
import type { MixClip } from './mixClip.js';

/** All pairs of so many are judged in seconds; PostMixNet hears each pair whole. */
const most = { premixnet: 32, postmixnet: 12 } as const;

/** Clips by which a training is judged: all, or such as lie evenly among them. */
export function judgedClips(clips: readonly MixClip[], network: MixTraining['network']): readonly MixClip[] {
  const count = Math.min(clips.length, most[network]);
  return Array.from({ length: count }, (_, place) => clips[Math.floor((place * clips.length) / count)]);
}
