import { rowBytes } from '../../audio/semitones/rowBytes.js';
import type { Random } from '../../domain/random.js';
import type { Split } from '../../domain/learning/split.js';
import type { SungScore } from '../../domain/music/sungScore.js';
import type { TrainingWindow } from '../../model/training/trainingSet.js';
import { heardWindow } from '../../synthesis/rows/heardWindow.js';
import { songWindows } from '../../synthesis/sung/songWindows.js';
import { sungSong } from '../../synthesis/sung/sungSong.js';

export interface Composition {
  readonly composition: string;
  readonly split: Split;
}

/** Beats of a window. */
const beats = 32;
/** Most windows of a composition: long ones would be heard too often. */
const most = 8;

/** The windows of a score, each heard once as `randomOf` its place draws; none where nobody sings, or nothing accompanies. */
export function windowsOfScore(
  score: SungScore,
  known: Composition,
  randomOf: (place: number) => Random,
): readonly TrainingWindow[] {
  const song = sungSong(score);
  const windows = song ? songWindows(song, beats).slice(0, most) : [];
  return windows.map((window, place): TrainingWindow => {
    const { voice, accompaniment } = heardWindow(window, randomOf(place));
    const { relativeMajor } = window;
    return { ...known, relativeMajor, vocal: rowBytes(voice), harmonic: rowBytes(accompaniment) };
  });
}
