import { relativeMajor } from '../domain/music/key.js';
import type { Score } from '../domain/music/score.js';
import { keyOfNotes } from './keyOfNotes.js';
import { beatsPerBar, scoreWindows, type ScoreWindow } from './scoreWindows.js';
import type { BeatNote, BeatStroke, SongWindow } from './sung/songWindows.js';
import type { WindowPart } from './windowPart.js';

/** Windows of about so many beats of a piece with a lead, a harmony and drums of its own, as those of songs: the lead is the voice. */
export const pieceWindows = (score: Score, beats: number): readonly SongWindow[] =>
  scoreWindows(score, () => Math.round(beats / beatsPerBar)).map((window) =>
    songWindowOf(window, score.ticksPerBeat),
  );

function songWindowOf({ parts, firstBar, bars, bpm }: ScoreWindow, ticksPerBeat: number): SongWindow {
  const { lead, bass, other, drums } = parts;
  const notesOf = (played: readonly WindowPart[]): readonly BeatNote[] =>
    played.flatMap(({ notes }) =>
      notes.map(({ at, duration, pitch }) => ({
        from: at / ticksPerBeat,
        to: (at + duration) / ticksPerBeat,
        pitch,
      })),
    );
  const strokes = drums.flatMap(({ notes }) =>
    notes.map(({ at, pitch, velocity }): BeatStroke => ({ at: at / ticksPerBeat, pitch, velocity })),
  );
  const pitched = [lead, ...bass, ...other].flatMap(({ notes }) => notes);
  return {
    ...{ voice: notesOf([lead]), accompaniment: notesOf([...bass, ...other]) },
    drums: { strokes: strokes.toSorted((a, b) => a.at - b.at), paired: false },
    ...{ beats: bars * beatsPerBar, meter: beatsPerBar, bpm, firstBeat: firstBar * beatsPerBar },
    relativeMajor: relativeMajor(keyOfNotes(pitched)),
  };
}
