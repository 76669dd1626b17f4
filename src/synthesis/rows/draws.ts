import type { Random } from '../../domain/random.js';

/** A draw of about the normal distribution (mean 0, deviation 1): twelve uniform ones. */
export function normal(random: Random): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) sum += random.next();
  return sum;
}

/** Uniform in its logarithm. */
export const logRange = (random: Random, low: number, high: number): number =>
  low * (high / low) ** random.next();

export const chance = (random: Random, share: number): boolean => random.next() < share;
