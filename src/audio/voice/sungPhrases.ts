import type { Stretch } from '../../domain/music/stretch.js';
import type { Seconds } from '../../domain/units.js';

/** A note is held no longer; what sounds on is no voice. */
const longest: Seconds = 2;
/** A break so near to where a stretch ends is its end. */
const near: Seconds = 0.05;

/**
 * The stretches in which a voice sings (sungStretches), drawn out to where it breaks (voiceBreaks): a note that is held stands still as a pad does, and no
 * longer counts as sung, but it is not over. What meets becomes one.
 */
export function sungPhrases(
  sung: readonly Stretch[],
  breaks: readonly Stretch[],
  duration: Seconds,
): readonly Stretch[] {
  const phrases: Stretch[] = [];
  for (const [from, to] of sung) {
    const start = Math.max(from - longest, breaks.findLast((each) => each[0] <= from + near)?.[1] ?? 0);
    const end = Math.min(to + longest, breaks.find((each) => each[1] >= to - near)?.[0] ?? duration);
    const phrase: Stretch = [Math.min(from, start), Math.max(to, end)];
    const last = phrases.at(-1);
    if (last && phrase[0] <= last[1] + near)
      phrases[phrases.length - 1] = [Math.min(last[0], phrase[0]), Math.max(last[1], phrase[1])];
    else phrases.push(phrase);
  }
  return phrases;
}
