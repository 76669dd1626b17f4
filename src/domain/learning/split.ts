import { createHash } from 'node:crypto';

/** Which part of the music a composition belongs to: what one of them was made with is judged by another. */
export const splits = ['train', 'validation', 'test'] as const;
export type Split = (typeof splits)[number];

/** Three compositions of ten are held back: two to test on, one to choose by. */
export function splitOf(composition: string): Split {
  const drawn = createHash('sha256').update(`split ${composition}`).digest().readUInt32BE(0) % 10;
  return drawn < 2 ? 'test' : drawn === 2 ? 'validation' : 'train';
}
