import type { Bpm, Seconds } from '../units.js';

/** Beats of the voice to one beat of a part: 2 where the part plays in half time, 0.5 where it plays in double time. */
export const beatRatios = [0.5, 1, 2] as const;
export type BeatRatio = (typeof beatRatios)[number];

/** How the beats of a part are counted so that it is stretched least: the same beat may be felt twice as fast or half as fast. */
export function beatRatio(voice: Bpm, part: Bpm): BeatRatio {
  const stretchAt = (ratio: BeatRatio): number => Math.abs(Math.log(voice / (part * ratio)));
  return ([0.5, 2] as const).reduce<BeatRatio>(
    (best, ratio) => (stretchAt(ratio) < stretchAt(best) - 1e-9 ? ratio : best),
    1,
  );
}

/** The tempo of a part, counted so. */
export const countedTempo = (voice: Bpm, part: Bpm): Bpm => part * beatRatio(voice, part);

/** The beats of a part counted so: with one in the middle of each two, or every other one; the first is kept, and what is left over at the end is not. */
export function countedBeats(beats: readonly Seconds[], ratio: BeatRatio): readonly Seconds[] {
  if (ratio === 1) return beats;
  if (ratio === 0.5) return beats.filter((_, i) => i % 2 === 0);
  return beats.flatMap((beat, i) => (i === 0 ? [beat] : [(beats[i - 1] + beat) / 2, beat]));
}
