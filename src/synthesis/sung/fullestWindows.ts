import type { BeatNote, SongWindow } from './songWindows.js';

const sungBeats = ({ voice }: SongWindow): number =>
  voice.reduce((sum, { from, to }: BeatNote) => sum + to - from, 0);

/** The windows in which most is sung, in the order of the song. */
export const fullestWindows = (windows: readonly SongWindow[], most: number): readonly SongWindow[] =>
  windows
    .toSorted((a, b) => sungBeats(b) / b.beats - sungBeats(a) / a.beats)
    .slice(0, most)
    .toSorted((a, b) => a.firstBeat - b.firstBeat);
