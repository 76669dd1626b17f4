import { percussionChannel, type Note, type ScoreEvent } from '../domain/music/score.js';
import { leastSounding, soundingShare, type Bars, type WindowPart } from './windowPart.js';

/** Who plays what in a window. */
export interface RoleParts {
  readonly lead: WindowPart;
  readonly bass: readonly WindowPart[];
  readonly other: readonly WindowPart[];
  readonly drums: readonly WindowPart[];
}

/** Fewest pitch classes of a harmony. */
const fewestClasses = 3;

/**
 * Tells lead, bass, further harmony and drums apart; undefined where one of voice, harmony and drums is missing. The lead is the part most like a
 * sung line; parts that double or echo it are left out, for by them anybody would know whose harmony it is.
 */
export function rolesOfParts(parts: readonly WindowPart[], bars: Bars): RoleParts | undefined {
  const drums = parts.filter(({ part, notes }) => part.channel === percussionChannel && notes.length > 0);
  const pitched = parts.filter(({ part, notes }) => part.channel !== percussionChannel && notes.length > 0);
  const lead = leadOf(pitched, bars);
  if (!lead) return undefined;
  const rest = pitched.filter((part) => part !== lead && !doubles(part.notes, lead.notes, bars));
  const bass = rest.filter(isBass);
  const other = rest.filter((part) => !isBass(part));
  const enough = [drums, rest].every(
    (role) =>
      soundingShare(
        role.flatMap(({ notes }) => notes),
        bars,
      ) >= leastSounding,
  );
  const classes = new Set(rest.flatMap(({ notes }) => notes.map(({ pitch }) => pitch % 12)));
  return enough && classes.size >= fewestClasses ? { lead, bass, other, drums } : undefined;
}

const programOf = (events: readonly ScoreEvent[]): number =>
  events.find((event) => event.kind === 'program')?.program ?? 0;

const isBassProgram = (program: number): boolean => program >= 32 && program <= 39;

/** By its instrument, or as a low line. */
const isBass = ({ part, notes }: WindowPart): boolean =>
  isBassProgram(programOf(part.events)) || (meanPitch(notes) < 46 && togetherShare(notes) < 0.2);

const meanPitch = (notes: readonly Note[]): number =>
  notes.reduce((sum, { pitch }) => sum + pitch, 0) / notes.length;

/** Share of the notes that begin with another. */
function togetherShare(notes: readonly Note[]): number {
  const beginnings = new Set(notes.map(({ at }) => at));
  return 1 - beginnings.size / notes.length;
}

/** General MIDI programs that carry a melody, and how readily. */
function melodic(program: number): number {
  if (program >= 80 && program <= 87) return 1; // synthesizer leads
  if (program >= 52 && program <= 54) return 0.9; // voices
  if (program >= 56 && program <= 79) return 0.8; // brass, reeds, pipes
  if (program >= 40 && program <= 43) return 0.7; // bowed strings
  if (program >= 24 && program <= 31) return 0.5; // guitars
  return 0.3;
}

/** A line of single notes, high enough, that sounds most of the time and does not repeat one bar. */
function leadOf(parts: readonly WindowPart[], bars: Bars): WindowPart | undefined {
  const fit = parts.filter((part) => {
    const { notes } = part;
    const tones = new Set(notes.map(({ pitch }) => pitch));
    return (
      !isBass(part) &&
      soundingShare(notes, bars) >= leastSounding &&
      togetherShare(notes) < 0.15 &&
      meanPitch(notes) >= 52 &&
      tones.size >= 5 &&
      variety(notes, bars) >= 0.25
    );
  });
  const merit = (part: WindowPart): number =>
    melodic(programOf(part.part.events)) +
    variety(part.notes, bars) +
    (/lead|melod|solo|voice|vocal/i.test(part.part.name) ? 1 : 0) +
    (meanPitch(part.notes) - 52) / 48;
  return fit.toSorted((a, b) => merit(b) - merit(a)).at(0);
}

/** Different bars among those that sound. */
function variety(notes: readonly Note[], { bar }: Bars): number {
  const byBar = new Map<number, string[]>();
  for (const { at, pitch } of notes) {
    const n = Math.floor(at / bar);
    byBar.set(n, [...(byBar.get(n) ?? []), `${at - n * bar} ${pitch}`]);
  }
  return new Set([...byBar.values()].map((tones) => tones.join(','))).size / Math.max(1, byBar.size);
}

/** Most notes of a part that may be the lead's own before it counts as doubling it. */
const mostShared = 0.5;

/** Does a part play most of the lead's notes, at once or at the same distance behind, in any octave? */
function doubles(notes: readonly Note[], lead: readonly Note[], { bar }: Bars): boolean {
  const step = bar / 32;
  const places = new Map<string, number>();
  const nameOf = (at: number, pitch: number): string => `${Math.round(at / step)} ${pitch % 12}`;
  for (const { at, pitch } of notes) places.set(nameOf(at, pitch), 1);
  for (let behind = 0; behind <= bar / 4; behind += step) {
    const shared = lead.filter(({ at, pitch }) => places.has(nameOf(at + behind, pitch)));
    if (shared.length > mostShared * lead.length) return true;
  }
  return false;
}
