import type { Bpm } from '../domain/units.js';
import { unitBars } from '../audio/regions/unitBars.js';
import {
  isNote,
  percussionChannel,
  type Note,
  type Score,
  type ScorePart,
  type Ticks,
} from '../domain/music/score.js';
import { rolesOfParts, type RoleParts } from './rolesOfParts.js';
import { soundingShare, type Bars } from './windowPart.js';

/** Bars of a score in which all three roles sound. */
export interface ScoreWindow {
  readonly firstBar: number;
  readonly bars: number;
  readonly bpm: Bpm;
  readonly from: Ticks;
  readonly to: Ticks;
  readonly parts: RoleParts;
}

/** Windows are in 4/4. */
export const beatsPerBar = 4;

/** A tempo that hardly changes is one tempo. */
const sameTempo = 1.001;

/** How many bars a window has at a tempo. */
type BarsAt = (bpm: Bpm) => number;

/**
 * Windows of a score, as long as the unit of comparison where nothing else is said, in 4/4 and at one tempo, in which a lead, its harmony and drums each sound in three
 * bars of four; they do not overlap, and the fullest are taken first.
 */
export function scoreWindows(score: Score, barsAt: BarsAt = unitBars): readonly ScoreWindow[] {
  const found: FoundWindow[] = [];
  const bar = beatsPerBar * score.ticksPerBeat;
  for (let firstBar = 0; (firstBar + 1) * bar <= score.end; firstBar += 1) {
    const window = windowAt(score, { firstBar, bar, barsAt });
    if (window) found.push(window);
  }
  const taken: ScoreWindow[] = [];
  for (const { window } of found.toSorted((a, b) => b.fullness - a.fullness || a.window.from - b.window.from))
    if (taken.every(({ from, to }) => to <= window.from || window.to <= from)) taken.push(window);
  return taken.toSorted((a, b) => a.from - b.from);
}

interface FoundWindow {
  readonly window: ScoreWindow;
  /** Share of the bars in which the role that sounds least sounds. */
  readonly fullness: number;
}

interface Place {
  readonly firstBar: number;
  readonly bar: Ticks;
  readonly barsAt: BarsAt;
}

function windowAt(score: Score, { firstBar, bar, barsAt }: Place): FoundWindow | undefined {
  const from = firstBar * bar;
  const bpm = score.tempi.findLast(({ at }) => at <= from)?.bpm ?? 120;
  const bars = barsAt(bpm);
  const to = from + bars * bar;
  if (to > score.end || !isSteady(score, { from, to, bpm })) return undefined;
  const inside = score.parts.map((part) => ({ part, notes: notesWithin(part, from, to) }));
  const parts = rolesOfParts(inside, { bars, bar });
  if (!parts) return undefined;
  return { window: { firstBar, bars, bpm, from, to, parts }, fullness: fullnessOf(parts, { bars, bar }) };
}

interface Stretch {
  readonly from: Ticks;
  readonly to: Ticks;
  readonly bpm: Bpm;
}

const isSteady = ({ tempi, meters }: Score, { from, to, bpm }: Stretch): boolean =>
  tempi.every(
    (tempo) =>
      tempo.at <= from || tempo.at >= to || Math.abs(Math.log(tempo.bpm / bpm)) < Math.log(sameTempo),
  ) && meters.every(({ at, beats, unit }) => at >= to || (beats === beatsPerBar && unit === 4));

/** Notes that sound within; one that began before begins with it, unless it is a drum's, which has been struck. */
function notesWithin({ channel, events }: ScorePart, from: Ticks, to: Ticks): readonly Note[] {
  const struck = channel === percussionChannel;
  return events.filter(isNote).flatMap((note): Note[] => {
    const end = note.at + note.duration;
    if (note.at >= to || end <= from || (struck && note.at < from)) return [];
    const at = Math.max(note.at, from);
    return [{ ...note, at: at - from, duration: Math.min(end, to) - at }];
  });
}

function fullnessOf({ lead, bass, other, drums }: RoleParts, bars: Bars): number {
  const roles = [[lead], [...bass, ...other], drums];
  return Math.min(
    ...roles.map((parts) =>
      soundingShare(
        parts.flatMap(({ notes }) => notes),
        bars,
      ),
    ),
  );
}
