import { basename } from 'node:path';
import { pathText } from '../../domain/text/pathText.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { sourceName } from '../results/mashup/sourceName.js';
import { isNear, lettersApart } from './lettersApart.js';

type Source = TrackRecord['source'];

/** Songs of which a title, an artist or the name of a file, or words in them, are spelt nearly as `text` is: their names, the nearest first. */
export function nearestSongs(text: string, sources: Iterable<Source>): readonly string[] {
  const near = [...sources].flatMap((source) => {
    const apart = Math.min(...spellings(text, source).map((other) => lettersApartIfNear(text, other)));
    return apart < Infinity ? [{ name: sourceName(source), apart }] : [];
  });
  near.sort((a, b) => a.apart - b.apart || (a.name < b.name ? -1 : 1));
  return [...new Set(near.map(({ name }) => name))];
}

function lettersApartIfNear(text: string, other: string): number {
  const apart = lettersApart(text, other);
  return isNear(apart, text, other) ? apart : Infinity;
}

const wordsOf = (text: string): readonly string[] => text.split(/[\s_/.()-]+/u).filter((word) => word !== '');

/** What the text may have been meant for: runs of as many words as it has, and whole names. */
function spellings(text: string, { uri, title, artist }: Source): readonly string[] {
  const count = wordsOf(text).length;
  return [basename(pathText(uri)), title, artist].flatMap((name) => {
    if (name === undefined) return [];
    const words = wordsOf(name);
    const runs = words.map((_, i) => words.slice(i, i + count).join(' '));
    return [name, ...runs.slice(0, Math.max(0, words.length - count + 1))];
  });
}
