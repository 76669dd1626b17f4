import type { Audio } from '../../domain/audio.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Lufs } from '../../domain/units.js';
import { gatedLoudness } from './gatedLoudness.js';
import { kWeightedEnergies } from './kWeightedEnergies.js';

/** Loudness as integratedLoudness, of those tenths of a second only whose middle lies in one of the stretches. Null where nothing sounds there. */
export function loudnessWithin({ channels, sampleRate }: Audio, stretches: readonly Stretch[]): Lufs | null {
  const within = (tenth: number): boolean =>
    stretches.some(([from, to]) => (tenth + 0.5) / 10 >= from && (tenth + 0.5) / 10 < to);
  const [first, ...others] = channels.map((channel) =>
    kWeightedEnergies(channel, sampleRate).filter((_, tenth) => within(tenth)),
  );
  for (const energies of others) for (let i = 0; i < first.length; i++) first[i] += energies[i];
  return gatedLoudness(first, sampleRate);
}
