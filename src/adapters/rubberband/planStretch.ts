import { timeMapAt, type TimeMapAt } from '../../audio/mix/timeMapAt.js';
import type { TimeMap } from '../../domain/music/timeMap.js';
import type { Frames, Hertz, Ratio, Seconds } from '../../domain/units.js';
import type { StretchJob } from '../../ports/stretcher.js';
import { PipelineError } from '../../errors.js';

export type KeyFrame = readonly [source: Frames, target: Frames];

export interface StretchPlan {
  /** First frame and number of frames of the input that the program gets; both may lie outside the input, where it is silent. */
  readonly from: Frames;
  readonly frames: Frames;
  /** Its key frames, counted from `from` and from the beginning of its output. */
  readonly keys: readonly KeyFrame[];
  /** Length that is asked of it. */
  readonly length: Frames;
  /** The part of its output that is wanted begins here. */
  readonly skip: Frames;
}

/** What the program hears before and after the wanted part, so that its edges are not heard. */
const pad: Seconds = 0.5;
const steepest = 4;

/**
 * The program takes up a new rate only between blocks of so many input frames, and on the mean so many frames after a key frame
 * that lies on a block's edge. Key frames elsewhere make it late by up to a block each time, which adds up (measured, 3.1.2: 3.8 ms
 * after 64 s of beats that vary by 2.5 %, against 0.5 ms).
 */
const block: Frames = 1024;
const delay: Frames = 256;

/**
 * How much too early the engine is where it lengthens (time × pitch above 1), measured with 3.1.2: by about twice as much for bursts of
 * noise, by nothing for the drums of three songs; half way, both stay within 2 ms.
 */
const earliness = (lengthening: Ratio): Seconds => 0.0015 * Math.max(0, lengthening - 1);

function check({ timeMap, duration }: StretchJob): void {
  const steps = timeMap.slice(1).map((point, i) => [point[0] - timeMap[i][0], point[1] - timeMap[i][1]]);
  const fine = steps.every(([s, t]) => s > 0 && t > 0 && t / s <= steepest && s / t <= steepest);
  if (timeMap.length > 0 && duration > 0 && fine) return;
  throw new PipelineError(
    'internal',
    `Planning a stretch to ${duration} s: the time map must hold a point, ascend, and be no steeper than 1 : ${steepest}.`,
  );
}

/** Key frames on the blocks' edges that are nearest to the map's points, on the map, each edge once. */
function keyFrames(
  job: StretchJob,
  at: TimeMapAt,
  rate: Hertz,
  origin: Readonly<Record<'from' | 'lead', number>>,
): KeyFrame[] {
  const edges = job.timeMap
    .filter(([, target]) => target > 0 && target < job.duration)
    .map(([source]) => Math.round((source * rate - origin.from) / block) * block);
  const keyAt = (edge: Frames): KeyFrame => {
    const target = at.targetOf((edge + delay + origin.from) / rate) * rate - delay * at.rateAt(0);
    return [edge, Math.round(target + origin.lead)];
  };
  return [...new Set(edges)].map(keyAt);
}

/**
 * What to give the program so that its output, from `skip` on, obeys the map. The program takes its first rate from the first key
 * frame, so a key frame at 0 (by which it divides) or padding at another rate would move everything: the padding goes on at the
 * rate of the wanted part's first interval, and no key frame lies within it.
 */
export function planStretch(job: StretchJob, rate: Hertz): StretchPlan {
  check(job);
  const { duration } = job;
  const at = timeMapAt(job.timeMap);
  const [first, last] = [at.sourceOf(0) * rate, at.sourceOf(duration) * rate];
  const from = Math.floor(first - pad * rate);
  const to = Math.ceil(last + pad * rate);
  const lead = (first - from) * at.rateAt(0);
  const tail = (to - last) * at.rateAt(duration);
  const early = earliness(at.rateAt(duration / 2) * 2 ** (job.shift / 12)) * rate;
  return {
    from,
    frames: to - from,
    keys: keyFrames(job, at, rate, { from, lead }),
    length: Math.round(lead + duration * rate + tail),
    skip: Math.round(lead - early),
  };
}

/** The input frame at output frame 0 where the map, to half a frame, only moves the input; undefined where it stretches. */
export function wholeMove(map: TimeMap, rate: Hertz): Frames | undefined {
  const moves = map.map(([source, target]) => (source - target) * rate);
  const first = moves[0];
  return moves.every((move) => Math.abs(move - first) < 0.5) ? Math.round(first) : undefined;
}
