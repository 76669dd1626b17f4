import { percussionChannel, type Score } from '../../domain/music/score.js';
import type { Random } from '../../domain/random.js';
import type { StemName } from '../../domain/role.js';
import type { Bpm } from '../../domain/units.js';
import { chance } from '../rows/draws.js';
import type { BeatNote, SongWindow } from '../sung/songWindows.js';
import { withBass, type Accompaniment } from './accompaniment.js';
import { comped } from './comped.js';
import { playedScore } from './playedScore.js';

/** What General MIDI plays an accompaniment, a bass and drums with. */
const accompanying = [0, 0, 1, 2, 3, 4, 5, 6, 11, 16, 17, 19, 21, 24, 25, 26, 27, 46, 48, 49, 50, 88, 89, 90];
const basses = [32, 33, 34, 35, 36, 38, 39, 43, 0];
const kits = [0, 8, 16, 24, 25, 32, 40];

/** The instruments of other kits, as General MIDI numbers them: rims of hats and toms, and drums of the kit that Groove was played on. */
const usual: Readonly<Record<number, number>> = { 22: 42, 26: 46, 58: 43 };

type PlayedStem = Exclude<StemName, 'vocals'>;

interface Players {
  /** Draws for one purpose, apart from others. */
  readonly randomOf: (purpose: string) => Random;
  readonly bpm: Bpm;
  /** The accompaniment is chords, and how they are played is for the player to find. */
  readonly fromSymbols: boolean;
}

/** What is played of a song's window beside the voice: a score for each stem that has notes. */
export function songParts(
  window: SongWindow,
  { randomOf, bpm, fromSymbols }: Players,
): Readonly<Record<PlayedStem, Score | undefined>> {
  const { beats, meter, accompaniment, drums } = window;
  const { bass, other } = fromSymbols
    ? comped(accompaniment, meter, randomOf('accompaniment'))
    : bothHands(accompaniment, randomOf('accompaniment'));
  const scoreOf = (
    stem: PlayedStem,
    notes: Parameters<typeof playedScore>[0],
    programs: readonly number[],
  ): Score | undefined => {
    const random = randomOf(stem);
    const channel = stem === 'drums' ? percussionChannel : 0;
    const program = random.pick(programs) ?? 0;
    return notes.length > 0 ? playedScore(notes, { program, channel, bpm, beats, random }) : undefined;
  };
  const strokes = (drums?.strokes ?? []).map(({ at, pitch, velocity }) => ({
    ...{ from: at, to: at + 0.25, pitch: usual[pitch] ?? pitch, velocity },
  }));
  return {
    bass: scoreOf('bass', bass, basses),
    other: scoreOf('other', other, accompanying),
    drums: scoreOf('drums', strokes, kits),
  };
}

/** A player of the bass takes the lowest line over, or doubles it. */
function bothHands(notes: readonly BeatNote[], random: Random): Accompaniment {
  const apart = withBass(notes);
  return chance(random, 0.5) || apart.other.length === 0 ? { bass: apart.bass, other: notes } : apart;
}
