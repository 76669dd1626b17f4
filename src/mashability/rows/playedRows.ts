import type { HeardRows } from '../../audio/semitones/heardRows.js';
import { rowsPerBeat, semitones } from '../../audio/semitones/semitoneGrid.js';
import type { PlayedPart } from '../features/playedFeatures.js';
import { playedBeats } from '../played.js';
import { regriddedRows } from './regriddedRows.js';

/** Of the rows of all beats of a clip those of the bars that are played, in beats of the voice; a view where its beats stay as they are. */
export function playedRows(all: HeardRows, { clip, ...part }: PlayedPart): HeardRows {
  const beats = playedBeats(clip, part);
  if (part.beatRatio !== undefined) return regriddedRows(all, clip.grid.beats, beats);
  const first = Math.max(0, clip.grid.beats.indexOf(beats[0]));
  const count = beats.length - 1;
  const width = rowsPerBeat * semitones;
  return { beats: count, rows: all.rows.subarray(first * width, (first + count) * width) };
}
