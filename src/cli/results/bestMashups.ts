import type { Mashup, Ranking } from '../../domain/mashup.js';

export interface BestOptions {
  readonly count: number;
  /** Mashups in which one song may occur; default 3. */
  readonly perSong?: number;
}

/**
 * The best mashups of all rankings, best first, at most one for a pair of songs (voice and harmonic part, either way round) and three
 * for a song, so that a list does not repeat itself.
 */
export function bestMashups(
  rankings: readonly Ranking[],
  { count, perSong = 3 }: BestOptions,
): readonly Mashup[] {
  const all = rankings.flatMap(({ mashups }) => mashups);
  const ordered = all.toSorted((a, b) => b.score - a.score || (a.mashupId < b.mashupId ? -1 : 1));
  const pairs = new Set<string>();
  const uses = new Map<string, number>();
  const best: Mashup[] = [];
  for (const mashup of ordered) {
    if (best.length === count) break;
    const songs = [...new Set(mashup.parts.map(({ trackId }) => trackId))];
    const pair = pairOf(mashup);
    if (pairs.has(pair) || songs.some((song) => (uses.get(song) ?? 0) >= perSong)) continue;
    pairs.add(pair);
    for (const song of songs) uses.set(song, (uses.get(song) ?? 0) + 1);
    best.push(mashup);
  }
  return best;
}

const pairOf = ({ parts }: Mashup): string =>
  parts
    .filter(({ role }) => role !== 'percussion')
    .map(({ trackId }) => trackId)
    .sort()
    .join(' ');
