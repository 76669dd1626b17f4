import { readFile, writeFile } from 'node:fs/promises';
import type { Weights } from '../../model/weights.js';
import { replaceFile } from '../files/replaceFile.js';
import { decodeSafetensors, encodeSafetensors } from '../files/safetensors.js';

/** Weights and moments of a training, and words about them. */
export interface Checkpoint {
  readonly weights: Weights;
  readonly facts: Readonly<Record<string, string>>;
}

/** Whole or not at all. */
export async function writeCheckpoint(path: string, { weights, facts }: Checkpoint): Promise<void> {
  const tensors = new Map([...weights].map(([name, { shape, values }]) => [name, { shape, data: values }]));
  const bytes = encodeSafetensors({ tensors, facts });
  await replaceFile(path, (aside) => writeFile(aside, bytes));
}

/** Undefined where there is no such file. Error: `unreadable` where it is damaged. */
export async function readCheckpoint(path: string): Promise<Checkpoint | undefined> {
  const bytes = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!bytes) return undefined;
  const { tensors, facts } = decodeSafetensors(bytes, `the checkpoint ${path}`);
  const weights = [...tensors].flatMap(([name, { shape, data }]) =>
    data instanceof Float32Array ? [[name, { shape, values: data }] as const] : [],
  );
  return { weights: new Map(weights), facts };
}
