import { firstFew } from '../../domain/text/firstFew.js';
import { pathText } from '../../domain/text/pathText.js';
import { shortText } from '../../domain/text/shortText.js';
import { refuse } from '../refuse.js';
import { printable } from '../text/printable.js';
import { publisherId } from './publisherId.js';
import type { PublishedTrack } from './publishedTracks.js';

/**
 * The publications that words name, each by exact id, by track id, by path (a folder: all below it), or by words in title, artist or
 * path where only one recording has them. Error `bad-config` with every word that names none or several, and what it might mean.
 */
export function findTracks(
  words: readonly string[],
  tracks: readonly PublishedTrack[],
): readonly PublishedTrack[] {
  const problems: string[] = [];
  const found = words.flatMap((word) => {
    const named = exactly(word, tracks) ?? below(word, tracks) ?? byWords(word, tracks);
    const recordings = new Set(named.map(({ key, trackId }) => trackId ?? key));
    if (named.length === 0) problems.push(`nothing here is called ${JSON.stringify(word)}`);
    const several = recordings.size > 1 && !below(word, tracks);
    if (several) problems.push(`${JSON.stringify(word)} may be any of these; name one:${list(named)}`);
    return several ? [] : named;
  });
  if (problems.length > 0) refuse(problems);
  return [...new Set(found)];
}

type Found = readonly PublishedTrack[];

const orUndefined = (found: Found): Found | undefined => (found.length > 0 ? found : undefined);

const exactly = (word: string, tracks: Found): Found | undefined =>
  orUndefined(tracks.filter(({ key }) => key === word || key === publisherId(word))) ??
  orUndefined(tracks.filter(({ trackId }) => trackId === word));

const below = (word: string, tracks: Found): Found | undefined =>
  exactly(word, tracks)
    ? undefined
    : orUndefined(tracks.filter(({ key }) => key.startsWith(`${publisherId(word)}/`)));

function byWords(word: string, tracks: Found): Found {
  const wanted = word.toLowerCase();
  return tracks.filter(({ key, source: { title, artist, uri } }) =>
    [title, artist, uri, key, pathText(uri), pathText(key)].join('\n').toLowerCase().includes(wanted),
  );
}

const list = (tracks: Found): string =>
  firstFew(tracks.map(({ name, key }) => printable(`${shortText(name, 80)}: ${shortText(key, 300, 150)}`)))
    .map((line) => `\n      ${line}`)
    .join('');
