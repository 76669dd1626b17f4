import { firstFew } from '../../domain/text/firstFew.js';
import { PipelineError } from '../../errors.js';
import { modelKey, type PublishedModel } from '../../domain/learning/publishedModel.js';
import type { Models } from '../../ports/models.js';

/**
 * The model that words name: `<name>/<version>`, of which the first digits are enough, or `<name>` alone: its current version, else the one
 * published last. Error `not-found`, with what there is.
 */
export async function modelNamed(models: Models, words: string): Promise<PublishedModel> {
  const [name, ...rest] = words.split('/');
  const version = rest.join('/');
  const all = await models.list();
  const own = all.filter((model) => model.name === name);
  if (version === '') {
    const current = (await models.current(name))?.current;
    const found = own.find((model) => model.version === current) ?? own.at(-1);
    if (found) return found;
  }
  const found = own.filter((model) => model.version.startsWith(version));
  if (version !== '' && found.length === 1) return found[0];
  throw new PipelineError('not-found', `Looking for the model ${words}: ${problem(found.length, all)}`);
}

function problem(found: number, all: readonly PublishedModel[]): string {
  if (all.length === 0) return 'nothing is published yet. Publish a folder with mashstream models publish.';
  const there = firstFew(all.map(modelKey)).join(', ');
  return found > 1 ? `several begin so. There are: ${there}.` : `there is none. There are: ${there}.`;
}
