import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readShard } from '../../../adapters/training/shards.js';
import { dataSource } from '../../../domain/learning/dataSource.js';
import { modelSchema, type Model } from '../../../domain/learning/model.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { PipelineError } from '../../../errors.js';
import { compositionsOf } from '../../../model/training/trainingSet.js';

/** Music that a model is taught beside songs, so that it forgets nothing. */
export interface BaseMusic {
  /** Files of training windows. */
  readonly shards: readonly string[];
  readonly data: Model['data'];
}

/** Compositions of it for each song: more would leave the songs unheard. */
const each = 3;

/**
 * Of a folder of `mashstream train`, or of files of training windows, as many files as bring enough compositions beside so many songs. Error
 * `bad-config` where there are none.
 */
export async function baseMusic(folder: string | undefined, songs: number): Promise<BaseMusic> {
  if (folder === undefined) return { shards: [], data: [] };
  const trained = join(folder, 'work', 'windows');
  const isTrained = await stat(trained).then(
    () => true,
    () => false,
  );
  const files = await shardsIn(isTrained ? trained : folder);
  const shards: string[] = [];
  let compositions = 0;
  for (const file of files) {
    if (compositions >= each * songs && shards.length > 0) break;
    compositions += compositionsOf(await readShard(file), 'train').length;
    shards.push(file);
  }
  const text = await readFile(join(folder, 'model.json'), 'utf8').catch(() => '');
  const model = modelSchema.safeParse(jsonOf(text));
  return { shards, data: model.data?.data ?? [dataSource(basename(folder), undefined, compositions)] };
}

async function shardsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => undefined);
  const files = names?.filter((name) => name.endsWith('.safetensors')).toSorted() ?? [];
  if (files.length > 0) return files.map((name) => join(folder, name));
  const wrong = names ? `there are no training windows in ${folder}` : `${folder} is no folder`;
  throw new PipelineError(
    'bad-config',
    `Teaching further: ${wrong} (--retrain-music). Name a folder that mashstream train has filled.`,
  );
}
