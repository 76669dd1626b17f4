import { firstFew } from '../../domain/text/firstFew.js';
import { named } from '../../operators/match/selection.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { refuse } from '../refuse.js';
import { everySong } from '../runtime/reading/everySong.js';
import { printable } from '../text/printable.js';
import { nearestSongs } from './nearestSongs.js';

/** Words of flags that name songs; `exclude` takes songs away from all others. */
export interface SongWords {
  readonly vocal: readonly string[];
  readonly harmonic: readonly string[];
  readonly percussion: readonly string[];
  readonly exclude: readonly string[];
}

const flags = ['vocal', 'harmonic', 'percussion', 'exclude'] as const;
type SongFlag = (typeof flags)[number];
export type SongsNamed = Readonly<Record<SongFlag, readonly TrackRecord[]>>;

/** Every pair of them is looked at: more were not meant. */
const most = 200;

/**
 * The songs that each flag names, by words in path, title or artist, without those left out. Error `bad-config`: words that no song has (with
 * the songs that come close), that only name what is left out, or that name more than 200.
 */
export async function songsNamed(
  catalogue: Pick<Catalogue, 'listTracks'>,
  words: SongWords,
): Promise<SongsNamed> {
  const found = new Set<string>();
  const songs: Record<SongFlag, TrackRecord[]> = { vocal: [], harmonic: [], percussion: [], exclude: [] };
  const sources: TrackRecord['source'][] = [];
  for await (const track of everySong(catalogue)) {
    sources.push(track.source);
    const isOut = named(words.exclude, track);
    for (const flag of flags) {
      const meant = words[flag].filter((word) => named([word], track));
      for (const word of meant) found.add(word);
      if (meant.length > 0 && (flag === 'exclude' || !isOut)) songs[flag].push(track);
    }
  }
  const problems = flags.flatMap((flag) => [
    ...words[flag].filter((word) => !found.has(word)).map((word) => noSong(flag, word, sources)),
    ...(flag === 'exclude' ? [] : countProblem(flag, words[flag], { found, songs: songs[flag] })),
  ]);
  return problems.length > 0 ? refuse(problems) : songs;
}

function noSong(flag: SongFlag, word: string, sources: readonly TrackRecord['source'][]): string {
  const near = firstFew(nearestSongs(word, sources)).map(printable);
  const meant = near.length === 0 ? '' : `; near it: ${near.join(', ')}`;
  return `--${flag} ${JSON.stringify(word)}: no song has these words in path, title or artist${meant}`;
}

interface Found {
  /** Words that some song has. */
  readonly found: ReadonlySet<string>;
  readonly songs: readonly TrackRecord[];
}

function countProblem(flag: SongFlag, words: readonly string[], { found, songs }: Found): string[] {
  const shown = words.map((word) => JSON.stringify(word)).join(', ');
  if (songs.length > most)
    return [`--${flag} ${shown}: ${songs.length} songs have these words; give more of them`];
  if (songs.length > 0 || !words.some((word) => found.has(word))) return [];
  return [`--${flag} ${shown}: all songs with these words are left out by --exclude`];
}
