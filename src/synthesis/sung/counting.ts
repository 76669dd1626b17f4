import type { Meter } from '../../domain/music/grid.js';
import type { Score } from '../../domain/music/score.js';

/** How a time signature is counted, as the analysis of sound would count it. */
export interface Counting {
  readonly meter: Meter;
  /** Quarters of a beat. */
  readonly beat: number;
}

/** Beats of the time signatures that are counted, the unit being the beat, as meters. */
const simple: Readonly<Record<number, Meter>> = { 2: 4, 3: 3, 4: 4 };
/** Beats of those whose beats fall into three, as meters: six are counted one by one, nine and twelve by threes. */
const compound: Readonly<Record<number, Counting>> = {
  6: { meter: 6, beat: 1 },
  9: { meter: 3, beat: 3 },
  12: { meter: 4, beat: 3 },
};

/**
 * The meter and the beat of a time signature; undefined for those that no clip has, as 5/4. 6/8 has six beats, an eighth each; two bars of 2/4 make one of four; half
 * notes are counted as two quarters unless there are three of them.
 */
export function countingOf({
  beats,
  unit,
}: Pick<Score['meters'][number], 'beats' | 'unit'>): Counting | undefined {
  const quarters = 4 / unit;
  const byThrees = compound[beats] as Counting | undefined;
  if (byThrees) return { meter: byThrees.meter, beat: byThrees.beat * quarters };
  const meter = simple[beats] as Meter | undefined;
  if (!meter) return undefined;
  return { meter, beat: unit === 2 && meter === 4 ? 1 : quarters };
}
