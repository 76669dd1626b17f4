import type { z } from 'zod';
import {
  begunTrainingSchema,
  failedKey,
  failedTrainingSchema,
  trainingKey,
} from '../../../domain/learning/begunTraining.js';
import { recordValue } from '../../../domain/recordValue.js';
import { jsonOf } from '../../../domain/text/jsonOf.js';
import { PipelineError } from '../../../errors.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Log } from '../../../ports/log.js';
import type { ModelFiles } from '../../../ports/models.js';
import type { Trainings } from '../../../ports/trainings.js';

export interface TrainingStores {
  readonly log: Pick<Log, 'append' | 'newestOf'>;
  readonly blobs: Pick<BlobStore, 'putBytes' | 'readBytes' | 'removePrefix'>;
}

const folderOf = (name: string): string => `trainings/${name}/`;

/** As records of topic `models` and blobs `trainings/<name>/<file>`. */
export function begunTrainings({ log, blobs }: TrainingStores): Trainings {
  const newest = async <S extends z.ZodType>(key: string, schema: S): Promise<z.infer<S> | undefined> => {
    const value = (await log.newestOf('models', [key])).get(key)?.value;
    const read = schema.safeParse(value ? jsonOf(new TextDecoder().decode(value)) : undefined);
    return read.success ? read.data : undefined;
  };
  const begun = (name: string) => newest(trainingKey(name), begunTrainingSchema);
  return {
    begun,
    async keep({ name, id, request, upTo }, files) {
      const before = await begun(name);
      const put = [...files].map(async ([file, bytes]) => {
        return [file, await blobs.putBytes(folderOf(name) + file, bytes)] as const;
      });
      const checkpoints = Object.fromEntries(await Promise.all(put));
      const training = { name, id, request, upTo: [...upTo], checkpoints };
      const value = recordValue('models', { schema: 1, ...training });
      await log.append('models', [{ key: trainingKey(name), value }]);
      const kept = new Set(Object.values(checkpoints).map(({ key }) => key));
      for (const { key } of Object.values(before?.checkpoints ?? {}))
        if (!kept.has(key)) await blobs.removePrefix(key);
    },
    async checkpoints({ checkpoints }) {
      const read = Object.entries(checkpoints).map(async ([file, ref]) => {
        return [file, await blobs.readBytes(ref)] as const;
      });
      return Promise.all(read).then((files) => new Map(files), noneIfDamaged);
    },
    async forget(name) {
      if (await begun(name)) await log.append('models', [{ key: trainingKey(name), value: null }]);
      await blobs.removePrefix(folderOf(name));
    },
    async giveUp(name, failed) {
      const value = recordValue('models', { schema: 1, name, failed });
      await log.append('models', [{ key: failedKey(name), value }]);
    },
    failed: async (name) => (await newest(failedKey(name), failedTrainingSchema))?.failed,
  };
}

function noneIfDamaged(error: unknown): ModelFiles {
  if (['corrupt-blob', 'not-found'].includes(PipelineError.from(error).code)) return new Map();
  throw error;
}
