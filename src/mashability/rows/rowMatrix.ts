import type { NpyArray } from '../../audio/files/npy.js';
import type { HeardRows } from '../../audio/semitones/heardRows.js';
import { rowsPerBeat, semitones } from '../../audio/semitones/semitoneGrid.js';
import { PipelineError } from '../../errors.js';

/** A role's rows of semitones as one matrix [4 · beats, 61]. */
export const rowMatrix = ({ beats, rows }: HeardRows): NpyArray<Uint8Array> => ({
  data: rows,
  shape: [rowsPerBeat * beats, semitones],
});

/** The rows of such a matrix. Error: `corrupt-blob` where it has another shape. */
export function rowsOfMatrix({ data, shape }: NpyArray<Uint8Array>): HeardRows {
  if (shape.length !== 2 || shape[1] !== semitones || shape[0] % rowsPerBeat !== 0)
    throw new PipelineError(
      'corrupt-blob',
      `Reading rows of semitones: they have ${shape.join(' × ')} numbers instead of ${rowsPerBeat} × ${semitones} a beat. Remove the clip's track and publish it again.`,
    );
  return { beats: shape[0] / rowsPerBeat, rows: data };
}
