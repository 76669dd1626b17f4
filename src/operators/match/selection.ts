import type { Clip } from '../../domain/clip.js';
import { pathText } from '../../domain/text/pathText.js';
import type { Bpm } from '../../domain/units.js';

/** A user's choice of songs, by words that occur in a path, title or artist. */
export interface Selection {
  /** Songs whose voice is used; empty: all. */
  readonly vocal: readonly string[];
  /** Songs that are left out altogether. */
  readonly exclude: readonly string[];
  /** Tempi of the voices that are used; left out: all. */
  readonly bpmRange?: readonly [low: Bpm, high: Bpm] | undefined;
}

type Source = Pick<Clip, 'source'>;

/** Does one of the words occur in path, title or artist? */
export const named = (words: readonly string[], { source }: Source): boolean => {
  const text = [pathText(source.uri), source.title, source.artist].join('\n').toLowerCase();
  return words.some((word) => text.includes(word.toLowerCase()));
};

/** Is the clip's song left out? */
export const leftOut = ({ exclude }: Selection, clip: Source): boolean => named(exclude, clip);

/** May the clip's voice be used? */
export const sings = (selection: Selection, clip: Source & Pick<Clip, 'grid'>): boolean => {
  const { vocal, bpmRange: [low, high] = [0, Infinity] } = selection;
  const { bpm } = clip.grid;
  if (leftOut(selection, clip) || bpm < low || bpm > high) return false;
  return vocal.length === 0 || named(vocal, clip);
};

/** Does the choice leave anything out? */
export const isNarrow = ({ vocal, exclude, bpmRange }: Selection): boolean =>
  vocal.length > 0 || exclude.length > 0 || bpmRange !== undefined;
