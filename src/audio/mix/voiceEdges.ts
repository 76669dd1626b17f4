import type { BarLines, Edges } from '../../domain/music/edges.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Seconds } from '../../domain/units.js';
import { plainEdges } from './plainEdges.js';

export interface VoiceHeard {
  /** Where it sings (sungPhrases), and where it may be cut (voiceBreaks). */
  readonly phrases: readonly Stretch[];
  readonly breaks: readonly Stretch[];
  /** Of the audio. */
  readonly duration: Seconds;
}

/** Consonants and breaths come before a phrase. */
const breath: Seconds = 0.1;
const fade = { in: 0.015, between: 0.05, out: 0.25 } as const;
/** A phrase that reaches no further over a line begins or ends on it. */
const near: Seconds = 0.15;
/** A phrase so near to an end of the audio touches it, and may be longer. */
const end: Seconds = 0.05;

/**
 * How a voice comes in and goes out around its bars so that no word is cut. A phrase that begins up to a bar before the first line comes along from its
 * start; where only its end lies after the line, up to a bar of it, that is left out. Likewise what ends up to a bar after the last line
 * rings out, and what begins up to a bar before it and goes on is left out. A phrase that is longer on both sides is cut between notes.
 */
export const voiceEdges = (voice: VoiceHeard, lines: BarLines): Edges => ({
  in: comesIn(voice, lines),
  out: goesOut(voice, lines),
});

function comesIn({ phrases, breaks }: VoiceHeard, lines: BarLines): Stretch {
  const { first, bar } = lines;
  const at = phrases.findIndex(([from, to]) => from < first && to > first + near);
  if (at < 0) return plainEdges(lines).in;
  const [from, to] = phrases[at];
  if (from > end && first - from <= bar) {
    const start = Math.max(at > 0 ? phrases[at - 1][1] : 0, from - breath);
    return [start, start + fade.in];
  }
  if (to - first <= bar) return [to, to + fade.between];
  const before = breaks.findLast((each) => each[1] <= first && each[1] >= first - bar);
  const after = breaks.find((each) => each[1] > first && each[1] <= first + bar);
  const pause = before ?? after;
  return pause ? [Math.max(pause[0], pause[1] - fade.between), pause[1]] : plainEdges(lines).in;
}

function goesOut({ phrases, breaks, duration }: VoiceHeard, lines: BarLines): Stretch {
  const { last, bar } = lines;
  const at = phrases.findIndex(([, to]) => to > last);
  const plain = plainEdges(lines).out;
  if (at < 0) return plain;
  const [from, to] = phrases[at];
  const until = (time: Seconds): Stretch => [
    Math.min(plain[0], time - fade.between),
    Math.min(plain[1], time),
  ];
  if (from >= last - near) return until(from);
  if (to < duration - end && to - last <= bar) {
    const next = phrases.at(at + 1)?.[0] ?? duration;
    return [Math.max(last, to), Math.max(plain[1], Math.min(to + fade.out, next))];
  }
  if (last - from <= bar) return until(from);
  const after = breaks.find((each) => each[0] >= last && each[0] <= last + bar);
  const before = breaks.findLast((each) => each[0] < last && each[0] >= last - bar);
  const pause = after ?? before;
  return pause
    ? [pause[0], Math.max(pause[0] + fade.between, Math.min(pause[1], pause[0] + fade.out))]
    : [last, last + fade.out];
}
