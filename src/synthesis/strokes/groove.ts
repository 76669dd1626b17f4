import { isNote, percussionChannel, type Score } from '../../domain/music/score.js';
import type { Meter } from '../../domain/music/grid.js';
import type { Bpm } from '../../domain/units.js';
import { countingOf } from '../sung/counting.js';
import type { BeatStroke } from '../sung/songWindows.js';

/** What somebody drummed, from a bar line on. */
export interface Groove {
  readonly meter: Meter;
  /** Beats of the meter a minute. */
  readonly bpm: Bpm;
  /** Whole bars. */
  readonly beats: number;
  /** In order of time; as played, so beside the beats too. */
  readonly strokes: readonly BeatStroke[];
}

/** The drums of a score in one time signature and at one tempo; undefined without drums, or in a meter that no clip has. */
export function grooveOf({ ticksPerBeat, parts, tempi, meters, end }: Score): Groove | undefined {
  const counted = countingOf(meters.at(0) ?? { beats: 4, unit: 4 });
  if (!counted || tempi.length > 1 || meters.length > 1) return undefined;
  const beat = counted.beat * ticksPerBeat;
  const strokes = parts
    .filter(({ channel }) => channel === percussionChannel)
    .flatMap(({ events }) => events.filter(isNote))
    .map(({ at, pitch, velocity }): BeatStroke => ({ at: at / beat, pitch, velocity }))
    .toSorted((a, b) => a.at - b.at);
  const { meter } = counted;
  const beats = meter * Math.floor(end / (beat * meter));
  if (strokes.length === 0 || beats === 0) return undefined;
  return { meter, beats, strokes, bpm: (tempi.at(0)?.bpm ?? 120) / counted.beat };
}
