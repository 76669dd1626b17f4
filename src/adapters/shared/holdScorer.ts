import type { Scorer, Scorers } from '../../ports/scorer.js';

export interface HeldScorer extends Scorers {
  /** Lends `next` from now on; the former one is closed when its last taker has released it. */
  swap(next: Scorer): void;
  /** Resolves when the scorer in use, and those before it, are closed; nothing may be taken afterwards. */
  close(): Promise<void>;
}

interface Lent {
  readonly scorer: Scorer;
  takers: number;
  /** Called when it is lent no more and nobody has it. */
  leave: (() => void) | undefined;
}

/** Lends one scorer, and another once it is swapped. */
export function holdScorer(first: Scorer): HeldScorer {
  const lent = (scorer: Scorer): Lent => ({ scorer, takers: 0, leave: undefined });
  let current = lent(first);
  const closing: Promise<void>[] = [];
  const retire = (former: Lent): void => {
    const left = new Promise<void>((resolve) => {
      if (former.takers === 0) resolve();
      else former.leave = resolve;
    });
    const closed = left.then(() => former.scorer.close());
    closed.catch(() => undefined); // told by close()
    closing.push(closed);
  };
  return {
    take() {
      const taken = current;
      taken.takers += 1;
      return {
        scorer: taken.scorer,
        release() {
          taken.takers -= 1;
          if (taken.takers === 0) taken.leave?.();
        },
      };
    },
    swap(next) {
      retire(current);
      current = lent(next);
    },
    async close() {
      retire(current);
      await Promise.all(closing);
    },
  };
}
