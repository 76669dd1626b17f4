import type { Given } from '../track.js';
import type { Seconds } from '../units.js';

/** Where a region lies in its track. */
interface Place {
  readonly start: Seconds;
  readonly duration: Seconds;
}

/**
 * Known facts of a track as facts of a region: times count from its start. Beats and downbeats are those that lie in it; the first
 * downbeat may lie outside (negative: before it), from where bars are counted.
 */
export function givenInRegion(given: Given, { start, duration }: Place): Given {
  const { firstDownbeat, beats, downbeats = counted(given), ...rest } = given;
  const inside = (times: readonly Seconds[]): Seconds[] =>
    times.map((time) => time - start).filter((time) => time >= 0 && time <= duration);
  return {
    ...rest,
    ...(firstDownbeat !== undefined && { firstDownbeat: firstDownbeat - start }),
    ...(beats && { beats: inside(beats) }),
    ...(downbeats && { downbeats: inside(downbeats) }),
  };
}

/** With beats and a first downbeat every bar is known: counted here, where none of the beats is cut off yet. */
function counted({ beats, firstDownbeat, meter = 4 }: Given): readonly Seconds[] | undefined {
  if (!beats || firstDownbeat === undefined) return undefined;
  const away = beats.map((time) => Math.abs(time - firstDownbeat));
  const first = away.indexOf(Math.min(...away));
  return beats.filter((_, i) => (i - first) % meter === 0);
}
