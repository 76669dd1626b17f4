import type { Mashup } from '../../../domain/mashup.js';

export interface PickOptions {
  readonly count: number;
  /** Mashups in which one song may occur; default 3. */
  readonly perSong?: number;
}

/** A list that fills as mashups are offered, best first. */
export interface Pick {
  readonly picked: readonly Mashup[];
  readonly full: () => boolean;
  readonly offer: (mashup: Mashup) => void;
}

/** At most one mashup for a pair of songs (voice and harmonic part, either way round) and three for a song, so that a list does not repeat itself. */
export function pickMashups({ count, perSong = 3 }: PickOptions): Pick {
  const pairs = new Set<string>();
  const uses = new Map<string, number>();
  const picked: Mashup[] = [];
  const full = (): boolean => picked.length >= count;
  return {
    picked,
    full,
    offer(mashup) {
      const songs = [...new Set(mashup.parts.map(({ trackId }) => trackId))];
      const pair = pairOf(mashup);
      if (full() || pairs.has(pair) || songs.some((song) => (uses.get(song) ?? 0) >= perSong)) return;
      pairs.add(pair);
      for (const song of songs) uses.set(song, (uses.get(song) ?? 0) + 1);
      picked.push(mashup);
    },
  };
}

/** Best first; ties by id. */
export const byScore = (a: Mashup, b: Mashup): number =>
  b.score - a.score || (a.mashupId < b.mashupId ? -1 : 1);

const pairOf = ({ parts }: Mashup): string =>
  parts
    .filter(({ role }) => role !== 'percussion')
    .map(({ trackId }) => trackId)
    .sort()
    .join(' ');
