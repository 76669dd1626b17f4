import type { Grid } from '../domain/grid.js';
import type { Seconds } from '../domain/units.js';

/**
 * The seed's beats as times in the audio of a part that plays at its own speed, its first downbeat moved by `offset` seconds
 * against the seed's: where to read the part's features so that a clash stays a clash. May lie outside the audio (silence).
 */
export const unwarpedBeats = (
  seed: Pick<Grid, 'beats'>,
  part: Pick<Grid, 'beats'>,
  offset: Seconds,
): readonly Seconds[] => seed.beats.map((beat) => part.beats[0] + (beat - seed.beats[0]) - offset);
