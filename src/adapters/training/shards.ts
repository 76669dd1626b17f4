import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { semitones } from '../../audio/semitones/semitoneGrid.js';
import { splits } from '../../domain/learning/split.js';
import { jsonOf } from '../../domain/text/jsonOf.js';
import { PipelineError } from '../../errors.js';
import type { TrainingWindow } from '../../model/training/trainingSet.js';
import { replaceFile } from '../files/replaceFile.js';
import { decodeSafetensors, encodeSafetensors } from '../files/safetensors.js';

const factsSchema = z.array(
  z.object({
    composition: z.string(),
    split: z.enum(splits),
    relativeMajor: z.int().min(0).max(11),
    rows: z.int().positive(),
  }),
);

/** Writes training windows into one file, whole or not at all. */
export async function writeShard(path: string, windows: readonly TrainingWindow[]): Promise<void> {
  const facts = windows.map(({ composition, split, relativeMajor, vocal }) => ({
    ...{ composition, split, relativeMajor },
    rows: vocal.length / semitones,
  }));
  const all = (role: 'vocal' | 'harmonic') => {
    const data = new Uint8Array(Buffer.concat(windows.map((window) => window[role])));
    return { data, shape: [data.length / semitones, semitones] };
  };
  const tensors = new Map([
    ['vocal', all('vocal')],
    ['harmonic', all('harmonic')],
  ]);
  const bytes = encodeSafetensors({ tensors, facts: { windows: JSON.stringify(facts) } });
  await replaceFile(path, (aside) => writeFile(aside, bytes));
}

/** Reads what writeShard writes. Error: `unreadable`. */
export async function readShard(path: string): Promise<readonly TrainingWindow[]> {
  const { tensors, facts } = decodeSafetensors(await readFile(path), `training windows ${path}`);
  const [vocal, harmonic] = [tensors.get('vocal')?.data, tensors.get('harmonic')?.data];
  const windows = factsSchema.safeParse(jsonOf(facts['windows'] ?? ''));
  const told = windows.data?.reduce((sum, { rows }) => sum + rows * semitones, 0);
  const whole =
    vocal instanceof Uint8Array &&
    harmonic instanceof Uint8Array &&
    vocal.length === told &&
    harmonic.length === told;
  if (!windows.success || !whole)
    throw new PipelineError(
      'unreadable',
      `Reading training windows ${path}: something is missing or damaged. Remove the file, and it is made again.`,
    );
  let at = 0;
  return windows.data.map(({ rows, ...known }) => {
    const from = at;
    at += rows * semitones;
    return { ...known, vocal: vocal.subarray(from, at), harmonic: harmonic.subarray(from, at) };
  });
}
