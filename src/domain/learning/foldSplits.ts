import { createHash } from 'node:crypto';
import type { Split } from './split.js';

/** Which of so many equal parts of the songs is tested on; from 0. */
export interface Fold {
  readonly fold: number;
  readonly of: number;
}

/**
 * Songs in folds, as cross-validation by song deals them: in an order of their own (by hash) one to each in turn, so that sizes differ by one at most. The
 * fold itself is tested on, the next one chosen by, and the others taught.
 */
export function foldSplits(songs: Iterable<string>, { fold, of }: Fold): ReadonlyMap<string, Split> {
  const inOrder = [...new Set(songs)]
    .map((song) => ({ song, place: createHash('sha256').update(`fold ${song}`).digest('hex') }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  return new Map(inOrder.map(({ song }, i) => [song, splitIn(i % of, { fold, of })]));
}

function splitIn(dealt: number, { fold, of }: Fold): Split {
  if (dealt === fold) return 'test';
  return dealt === (fold + 1) % of ? 'validation' : 'train';
}
