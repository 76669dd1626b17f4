import type { Overlay } from './overlay.js';

/** Inner product of two onset strengths [beats · 12, 2] over the overlaid beats. */
export function onsetDot(
  base: Float32Array,
  candidate: Float32Array,
  overlay: Omit<Overlay, 'shift'>,
): number {
  const b = overlay.baseFrom * 24;
  const c = overlay.candidateFrom * 24;
  let sum = 0;
  for (let i = 0; i < overlay.beats * 24; i++) sum += base[b + i] * candidate[c + i];
  return sum;
}
