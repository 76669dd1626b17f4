import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { modelSchema, modelVersion, type Model } from '../../domain/learning/model.js';
import { featuresVersion } from '../../domain/featuresVersion.js';
import { jsonOf } from '../../domain/text/jsonOf.js';
import { PipelineError } from '../../errors.js';
import { replaceFile } from '../files/replaceFile.js';

/** A model as it lies in a folder: its record and where its files are. */
export interface StoredModel {
  readonly model: Model;
  /** Paths by name. */
  readonly files: Readonly<Record<string, string>>;
}

/** What is known of a model apart from its files. */
export type ModelFacts = Pick<
  Model,
  | 'name'
  | 'kind'
  | 'width'
  | 'featuresVersion'
  | 'weights'
  | 'data'
  | 'training'
  | 'figures'
  | 'calibration'
  | 'parent'
>;

const recordName = 'model.json';

/** Writes files and then the record that names them: a folder without one holds no model. */
export async function writeModel(
  folder: string,
  files: ReadonlyMap<string, Uint8Array>,
  known: ModelFacts,
): Promise<Model> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files)
    await replaceFile(join(folder, name), (aside) => writeFile(aside, bytes));
  const entries = [...files].map(([name, bytes]) => [name, { size: bytes.length, sha256: sha256Of(bytes) }]);
  const hashes = Object.fromEntries(entries) as Model['files']; // of such entries
  const model: Model = { schema: 1, ...known, version: modelVersion(hashes), files: hashes };
  await replaceFile(join(folder, recordName), (aside) =>
    writeFile(aside, `${JSON.stringify(model, null, 2)}\n`),
  );
  return model;
}

/** Reads a model and checks that its files are whole. Errors: `not-found`, `unreadable`, `refused-input` where it judges other features than clips have. */
export function readModel(folder: string): StoredModel {
  const path = join(folder, recordName);
  const read = modelSchema.safeParse(jsonOf(bytesOf(path).toString('utf8')));
  if (!read.success)
    throw new PipelineError('unreadable', `Loading a model: ${path} is damaged. Fetch the model anew.`, {
      cause: read.error,
    });
  const model = read.data;
  if (model.featuresVersion !== featuresVersion)
    throw new PipelineError(
      'refused-input',
      `Loading the model ${model.name} ${model.version}: it judges features of version ${model.featuresVersion}, and clips have ${featuresVersion}. Use a model that was trained for these.`,
    );
  const files = Object.entries(model.files).map(([name, { size, sha256 }]) => {
    const file = join(folder, name);
    const bytes = bytesOf(file);
    if (bytes.length === size && sha256Of(bytes) === sha256) return [name, file] as const;
    throw new PipelineError(
      'unreadable',
      `Loading the model ${model.name}: ${file} is not the file that its record names (cut off or changed). Fetch it anew.`,
    );
  });
  return { model, files: Object.fromEntries(files) };
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new PipelineError('not-found', `Loading a model: ${path} cannot be read. Check the folder.`, {
      cause,
    });
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
