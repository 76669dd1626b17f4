import type { Clip } from '../domain/clip.js';

/** A user's choice of songs, by words that occur in a path, title or artist. */
export interface Selection {
  /** Songs whose voice is used; empty: all. */
  readonly vocal: readonly string[];
  /** Songs that are left out altogether. */
  readonly exclude: readonly string[];
}

type Source = Pick<Clip, 'source'>;

const named = (words: readonly string[], { source }: Source): boolean => {
  const text = [source.uri, source.title, source.artist].join('\n').toLowerCase();
  return words.some((word) => text.includes(word.toLowerCase()));
};

/** Is the clip's song left out? */
export const leftOut = ({ exclude }: Selection, clip: Source): boolean => named(exclude, clip);

/** May the clip's voice be used? */
export const sings = (selection: Selection, clip: Source): boolean =>
  !leftOut(selection, clip) && (selection.vocal.length === 0 || named(selection.vocal, clip));
