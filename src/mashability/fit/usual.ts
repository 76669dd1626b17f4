import { panel } from './panel.js';

type Panel = typeof panel;

/**
 * What a part gives everybody, which is no merit of a pair: how well it agrees, on average, with the parts of a fixed panel of compositions in its key. A
 * part with few, clear notes agrees with all; one that strokes on the beat meets all drums.
 */
export interface Usual {
  /** As a voice, with harmonies of the panel. */
  readonly withHarmonies: number;
  /** As a harmony, with its voices. */
  readonly withVoices: number;
  /** Its strokes with those of drums. */
  readonly withDrums: number;
}

/** By what a part holds at all times, [12], and its mean strokes, [48] (fitStem.ts): the mean of the products is the product of the means. */
export const usualOf = (steady: Float64Array, pattern: Float64Array, by: Panel = panel): Usual => ({
  withHarmonies: inBestKey(steady, by.harmony),
  withVoices: inBestKey(steady, by.voice),
  withDrums: product(pattern, by.drums),
});

/** How well the two sides of the panel agree with each other: counted in both parts of a pair, it is to be taken out once. */
export const usualOfAll = product(panel.voice, panel.harmony);

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i] * b[i];
  return sum;
}

/** The product in the key in which it is greatest. */
function inBestKey(steady: Float64Array, profile: readonly number[]): number {
  const inKey = (key: number): number =>
    product(
      steady.map((_, pitch) => steady[(pitch + key) % 12]),
      profile,
    );
  return Math.max(...profile.map((_, key) => inKey(key)));
}
