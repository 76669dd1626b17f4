import { readFile } from 'node:fs/promises';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import type { PublishedModel } from '../../../domain/learning/publishedModel.js';
import type { Models } from '../../../ports/models.js';

/** Publishes the model in a folder. Errors: those of readModel and of publishing. */
export async function publishFolder(models: Models, folder: string): Promise<PublishedModel> {
  const { model, files } = readModel(folder);
  const read = Object.entries(files).map(async ([name, path]) => [name, await readFile(path)] as const);
  return models.publish(model, new Map(await Promise.all(read)));
}
