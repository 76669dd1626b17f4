import { createHash } from 'node:crypto';
import { modelVersion, type Model } from './model.js';

/** What is known of a model apart from its files. */
export type ModelFacts = Pick<
  Model,
  | 'name'
  | 'kind'
  | 'width'
  | 'inputs'
  | 'weights'
  | 'data'
  | 'training'
  | 'figures'
  | 'calibration'
  | 'parent'
>;

/** The record of a model with these files, which name its version. */
export function modelOf(known: ModelFacts, files: ReadonlyMap<string, Uint8Array>): Model {
  const entries = [...files].map(([name, bytes]) => [
    name,
    { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  ]);
  const hashes = Object.fromEntries(entries) as Model['files']; // of such entries
  return { schema: 1, ...known, version: modelVersion(hashes), files: hashes };
}
