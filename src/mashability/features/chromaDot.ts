import type { Overlay } from '../amu/overlay.js';

/** Inner product of two chromas [beats, 12], the candidate's rolled `shift` pitch classes up, over the overlaid beats. */
export function chromaDot(base: Float32Array, candidate: Float32Array, overlay: Overlay): number {
  const up = ((overlay.shift % 12) + 12) % 12;
  let sum = 0;
  for (let n = 0; n < overlay.beats; n++) {
    const b = (overlay.baseFrom + n) * 12;
    const c = (overlay.candidateFrom + n) * 12 - up;
    for (let pitch = 0; pitch < up; pitch++) sum += base[b + pitch] * candidate[c + pitch + 12];
    for (let pitch = up; pitch < 12; pitch++) sum += base[b + pitch] * candidate[c + pitch];
  }
  return sum;
}
