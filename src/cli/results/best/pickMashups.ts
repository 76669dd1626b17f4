import type { Mashup } from '../../../domain/mashup.js';

export interface PickOptions {
  readonly count: number;
  /** Mashups in which one song may occur; default 3. */
  readonly perSong?: number;
  /** Takes a pair of songs both ways round; default: whichever is better. */
  readonly bothWays?: boolean;
}

/** A list that fills as mashups are offered, best first. */
export interface Pick {
  readonly picked: readonly Mashup[];
  readonly full: () => boolean;
  readonly offer: (mashup: Mashup) => void;
}

/** At most one mashup for a pair of songs (voice and harmonic part, unless told otherwise either way round) and three for a song, so that a list does not repeat itself. */
export function pickMashups({ count, perSong = 3, bothWays = false }: PickOptions): Pick {
  const pairs = new Set<string>();
  const uses = new Map<string, number>();
  const picked: Mashup[] = [];
  const full = (): boolean => picked.length >= count;
  return {
    picked,
    full,
    offer(mashup) {
      const songs = [...new Set(mashup.parts.map(({ trackId }) => trackId))];
      const pair = pairOf(mashup, bothWays);
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

function pairOf({ parts }: Mashup, bothWays: boolean): string {
  const songs = (['vocal', 'harmonic'] as const).flatMap((role) =>
    parts.filter((part) => part.role === role).map(({ trackId }) => trackId),
  );
  return (bothWays ? songs : songs.sort()).join(' ');
}
