import type { Clip } from '../domain/clip.js';
import type { Part } from '../domain/mashup.js';
import type { Grid } from '../domain/music/grid.js';
import type { Seconds } from '../domain/units.js';
import { playedBeats } from './played.js';

/** A part's unit of comparison: its grid, and for a part that is not warped, how its first downbeat is moved (seconds). */
export interface PartLength {
  /** As it is played, in beats of the seed. */
  readonly grid: { readonly beats: readonly Seconds[]; readonly meter: Grid['meter'] };
  readonly warp: boolean;
  readonly offset: Seconds;
}

/** Of a part of a mashup; `clip` is its. */
export const partLength = (clip: Clip, part: Part): PartLength => ({
  grid: { beats: playedBeats(clip, part), meter: clip.grid.meter },
  warp: part.warp,
  offset: part.offset,
});

const wholeBars = ({ beats, meter }: PartLength['grid']): number =>
  meter === null ? 0 : Math.max(0, Math.floor((beats.length - 1) / meter));

/** Whole bars of the seed that a part covers when it plays at its own speed. */
function barsUnwarped(seed: PartLength['grid'], part: PartLength): number {
  const { beats } = part.grid;
  if (beats.length < 2 || seed.meter === null) return 0;
  const end = seed.beats[0] + (beats[beats.length - 1] - beats[0]) + part.offset;
  let bars = 0;
  while (bars < wholeBars(seed) && seed.beats[(bars + 1) * seed.meter] <= end + 1e-9) bars++;
  return bars;
}

/** Bars of a mashup: as many as its shortest part has; the first ones of each part are used. 0 where a meter is unknown. */
export const mashupBars = (seed: PartLength['grid'], parts: readonly PartLength[]): number =>
  Math.min(
    wholeBars(seed),
    ...parts.map((part) => (part.warp ? wholeBars(part.grid) : barsUnwarped(seed, part))),
  );
