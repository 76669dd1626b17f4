import type { Meter } from '../../domain/music/grid.js';
import type { Bpm } from '../../domain/units.js';
import type { SongWindow } from './songWindows.js';

/** Tempi at which people count beats; where six make a bar they are eighths. */
const tempi: Readonly<Record<Meter, readonly [slowest: Bpm, fastest: Bpm]>> = {
  3: [60, 180],
  4: [60, 170],
  6: [110, 280],
};

/** The tempo at which a window is played: as written, or at `share` (0 … 1) of the usual range where the score does not tell; what is slower or faster than one counts is brought into the range. */
export function playedTempo({ meter, bpm }: Pick<SongWindow, 'meter' | 'bpm'>, share: number): Bpm {
  const [slowest, fastest] = tempi[meter];
  const wanted = bpm ?? slowest * 1.1 + share * 0.7 * (fastest - slowest);
  return Math.round(100 * Math.min(fastest, Math.max(slowest, wanted))) / 100;
}
