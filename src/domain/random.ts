import { createHash } from 'node:crypto';

/** A source of repeatable random draws. */
export interface Random {
  /** Uniform in [0, 1), 32 bits. */
  next(): number;
  /** Uniform whole number 0 … n − 1. */
  int(n: number): number;
  /** One of `items`, each as likely; undefined when there are none. */
  pick<T>(items: readonly T[]): T | undefined;
  /** Uniform in [a, b). */
  range(a: number, b: number): number;
}

/**
 * Random numbers that depend on `parts` only (run seed, id, purpose …): SHA-256 of the parts seeds sfc32 (Doty-Humphrey,
 * PractRand: period about 2¹²⁷, passes its tests). Parts are kept apart, so ('a', 'bc') and ('ab', 'c') differ.
 */
export function randomFrom(...parts: readonly string[]): Random {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  let [a, b, c, counter] = [0, 4, 8, 12].map((at) => digest.readInt32LE(at)) as [
    number,
    number,
    number,
    number,
  ]; // map over four offsets gives four numbers
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  const int = (n: number): number => Math.floor(next() * n);
  return {
    next,
    int,
    pick: (items) => (items.length === 0 ? undefined : items[int(items.length)]),
    range: (low, high) => low + (high - low) * next(),
  };
}
