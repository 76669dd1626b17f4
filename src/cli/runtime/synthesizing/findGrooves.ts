import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readMidi } from '../../../adapters/midi/readMidi.js';
import { splitOf } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import { grooveOf } from '../../../synthesis/strokes/groove.js';
import { findScores } from './findScores.js';
import type { SplitGroove } from './planning.js';

/** Drums in the MIDI files of a folder; what is none is left out. Errors: `not-found`, also where there are none. */
export async function findGrooves(folder: string): Promise<readonly SplitGroove[]> {
  const grooves: SplitGroove[] = [];
  for (const path of await findScores([folder], /\.midi?$/i)) {
    const groove = await readFile(path)
      .then(
        (bytes) => grooveOf(readMidi(bytes, path)),
        () => undefined,
      )
      .catch(() => undefined);
    if (groove) grooves.push({ ...groove, split: splitOf(`groove ${basename(path)}`) });
  }
  if (grooves.length > 0) return grooves;
  throw new PipelineError(
    'not-found',
    `Looking for drums: there are none in the MIDI files of ${folder}. Name a folder of drummed MIDI files, such as the Groove MIDI Dataset.`,
  );
}
