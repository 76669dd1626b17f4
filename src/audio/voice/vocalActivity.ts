import type { Hertz, Seconds } from '../../domain/units.js';
import type { VocalFrames } from './vocalFrames.js';

/** Share of each interval between `beats` in which the voice sounds, 0 … 1, [beats − 1]. */
export function vocalActivity(
  frames: VocalFrames,
  beats: readonly Seconds[],
  sampleRate: Hertz,
): Float32Array {
  const perSecond = sampleRate / frames.hop;
  return Float32Array.from({ length: Math.max(0, beats.length - 1) }, (_, i) => {
    const from = Math.max(0, Math.round(beats[i] * perSecond));
    const to = Math.min(frames.sounding.length, Math.max(from + 1, Math.round(beats[i + 1] * perSecond)));
    let sum = 0;
    for (let t = from; t < to; t++) sum += frames.sounding[t];
    return to > from ? sum / (to - from) : 0;
  });
}
