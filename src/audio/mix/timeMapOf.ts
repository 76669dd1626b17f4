import type { TimeMap } from '../../domain/music/timeMap.js';
import type { Seconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';

export interface TimeMapOptions {
  /** Sound before the first target beat, so that its attack is not cut and a fade-in is over when it comes. Default 0.03. */
  readonly lead?: Seconds;
  /** Sound after the last target beat, in which the end fades or rings out. Default 0.3. */
  readonly tail?: Seconds;
  /** Default true: beat on beat. False: only the first beat is placed, the tempo stays. */
  readonly warp?: boolean;
  /** Moves an unwarped part by so much against the target's first beat (positive is later). Default 0. */
  readonly offset?: Seconds;
}

export interface Placement {
  readonly timeMap: TimeMap;
  /** Length of the output: lead + target beats + tail; the same for every part on one target grid. */
  readonly duration: Seconds;
}

/**
 * Places a part on the beats of the seed: source beat k (seconds of the part's file) on target beat k (seconds on any clock). The
 * output begins `lead` before the first target beat. Beats are bars · meter + 1 times; as many of both. Throws `internal` otherwise.
 */
export function timeMapOf(
  sourceBeats: readonly Seconds[],
  targetBeats: readonly Seconds[],
  options: TimeMapOptions = {},
): Placement {
  const { lead = 0.03, tail = 0.3, warp = true, offset = 0 } = options;
  const beats = targetBeats.length;
  if (beats < 2 || (warp ? sourceBeats.length !== beats : sourceBeats.length === 0))
    throw new PipelineError(
      'internal',
      `Placing a part on the beats: it has ${sourceBeats.length}, the seed ${beats}. Cut both to the same number, at least 2.`,
    );
  const duration = lead + targetBeats[beats - 1] - targetBeats[0] + tail;
  if (!warp) return { timeMap: [[sourceBeats[0], lead + offset]], duration };
  return { timeMap: targetBeats.map((beat, k) => [sourceBeats[k], lead + beat - targetBeats[0]]), duration };
}
