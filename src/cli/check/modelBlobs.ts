import { begunTrainingSchema } from '../../domain/learning/begunTraining.js';
import { publishedModelSchema } from '../../domain/learning/publishedModel.js';
import { jsonOf } from '../../domain/text/jsonOf.js';
import type { Log } from '../../ports/log.js';

/** Keys of the blobs of published models, and of the checkpoints of trainings under way. */
export async function modelBlobs(log: Pick<Log, 'readTable'>): Promise<readonly string[]> {
  const keys: string[] = [];
  await log.readTable('models').forEach(({ value }) => {
    const told: unknown = value ? jsonOf(new TextDecoder().decode(value)) : undefined;
    const [model, training] = [publishedModelSchema.safeParse(told), begunTrainingSchema.safeParse(told)];
    const refs = { ...model.data?.blobs, ...training.data?.checkpoints };
    keys.push(...Object.values(refs).map(({ key }) => key));
  });
  return keys;
}
