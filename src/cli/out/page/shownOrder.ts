import type { MadeFolder } from '../readMade.js';
import type { Shown } from './shownSchema.js';

type Folder = MadeFolder<Shown>;

/**
 * Mashups in the order in which they are shown: scores compare within one scorer and version only, so those of the scorer that judged
 * the folders `now` (paths) come first, other scorers follow by name, and what has no score comes last; each best first.
 */
export function shownOrder(folders: readonly Folder[], now: readonly string[]): readonly Folder[] {
  const current = new Set(folders.filter(({ path }) => now.includes(path)).map(scorerOf));
  const place = (folder: Folder): number => {
    if (folder.made.score === undefined) return 2;
    return current.has(scorerOf(folder)) ? 0 : 1;
  };
  return [...folders].sort(
    (a, b) =>
      place(a) - place(b) ||
      compare(scorerOf(a), scorerOf(b)) ||
      (b.made.score ?? 0) - (a.made.score ?? 0) ||
      compare(a.name, b.name),
  );
}

const scorerOf = ({ made: { scorer } }: Folder): string => (scorer ? `${scorer.name} ${scorer.version}` : '');

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
