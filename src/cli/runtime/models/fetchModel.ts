import { writeFile } from 'node:fs/promises';
import type { StoredModel } from '../../../adapters/networks/modelFolder.js';
import { unheard } from '../../../domain/learning/model.js';
import { modelKey, type PublishedModel } from '../../../domain/learning/publishedModel.js';
import { PipelineError } from '../../../errors.js';
import type { Models } from '../../../ports/models.js';
import type { Workspaces } from '../../../ports/workspace.js';

/** A model whose files lie in a working folder of this process. */
export interface FetchedModel extends StoredModel {
  /** Removes the folder. */
  dispose(): Promise<void>;
}

export interface FetchingStores {
  readonly models: Pick<Models, 'files'>;
  readonly workspaces: Workspaces;
}

/**
 * Fetches the files of a published model and checks them. Nobody else writes there: what was checked is what is loaded, however late. Errors:
 * `refused-input` where it judges what clips do not have, `corrupt-blob`.
 */
export async function fetchModel(
  { models, workspaces }: FetchingStores,
  model: PublishedModel,
): Promise<FetchedModel> {
  const problems = unheard(model);
  if (problems.length > 0)
    throw new PipelineError(
      'refused-input',
      `Fetching the model ${modelKey(model)}: ${problems.join('; ')}. Use a model that was trained for these.`,
    );
  const bytes = await models.files(model);
  const workspace = await workspaces.open('model');
  try {
    const files: Record<string, string> = {};
    for (const [name, content] of bytes) {
      files[name] = workspace.path(name);
      await writeFile(files[name], content);
    }
    return { model, files, dispose: () => workspace.dispose() };
  } catch (error) {
    await workspace.dispose();
    throw error;
  }
}
