import { modelRegistry } from '../../adapters/networks/registry/modelRegistry.js';
import type { Config } from '../../config.js';
import { modelKey, type CurrentModel } from '../../domain/learning/publishedModel.js';
import { PipelineError } from '../../errors.js';
import type { Models } from '../../ports/models.js';
import { commandLine } from '../commandLine.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { publishFolder } from '../runtime/models/publishFolder.js';
import { waitForState } from '../runtime/session/waitForState.js';
import type { Access, State } from '../runtime/wiring/openState.js';
import { print } from '../text/print.js';
import { modelNamed } from './modelNamed.js';
import { modelLines, modelTable } from './modelText.js';

const line = (value: object): void => print(`${JSON.stringify(value)}\n`);

async function within(
  config: Config,
  access: Access,
  work: (models: Models, state: State) => Promise<void>,
): Promise<ExitCode> {
  const state = await waitForState(config, access);
  try {
    await work(modelRegistry(state), state);
    return exitCodes.done;
  } finally {
    await state.close();
  }
}

/** Prints all versions of all models, and which are current. */
export const listModels = (config: Config, json: boolean): Promise<ExitCode> =>
  within(config, 'look', async (models) => {
    const all = await models.list();
    const names = [...new Set(all.map(({ name }) => name))];
    const current = new Map<string, string | undefined>();
    for (const name of names) current.set(name, (await models.current(name))?.current);
    const listed = all.map((model) => ({ model, isCurrent: current.get(model.name) === model.version }));
    if (json)
      for (const { model, isCurrent } of listed) line({ type: 'model', current: isCurrent, ...model });
    else if (listed.length > 0) print(`${modelTable(listed)}\n`);
    if (listed.length === 0) note('No models are published yet.', json);
  });

/** Prints all that is known of a version. Error `not-found`. */
export const showModel = (config: Config, words: string, json: boolean): Promise<ExitCode> =>
  within(config, 'look', async (models) => {
    const model = await modelNamed(models, words);
    const current = await models.current(model.name);
    if (json) line({ type: 'model', current: current?.current === model.version, ...model });
    else print(`${modelLines(model, current)}\n`);
  });

/** Publishes the model of a folder, and makes it current where that is wanted. Errors of readModel. */
export const publishModel = (
  config: Config,
  folder: string,
  { promote, json }: { readonly promote: boolean; readonly json: boolean },
): Promise<ExitCode> =>
  within(config, 'append', async (models, state) => {
    const published = await publishFolder(models, folder);
    const { name, version } = published;
    const key = modelKey(published);
    if (json) line({ type: 'published', name, version });
    else print(`published: ${key}\n`);
    if (promote)
      return tellCurrent(await models.makeCurrent(name, version, 'promoted'), {
        config,
        state,
        json,
      });
    const current = await models.current(name);
    if (current?.current !== version)
      note(`To judge by it: ${commandLine(['models', 'promote', key], config)}`, json);
  });

/** Makes a version the current one. Error `not-found`. */
export const promoteModel = (config: Config, words: string, json: boolean): Promise<ExitCode> =>
  within(config, 'append', async (models, state) => {
    const { name, version } = await modelNamed(models, words);
    await tellCurrent(await models.makeCurrent(name, version, 'promoted'), { config, state, json });
  });

/** Makes the version current that was so before. Error `not-found` where there is none. */
export const rollBackModel = (config: Config, name: string, json: boolean): Promise<ExitCode> =>
  within(config, 'append', async (models, state) => {
    const before = (await models.current(name))?.before.at(0);
    if (before === undefined)
      throw new PipelineError(
        'not-found',
        `Going back to the version of ${name} before: no other was current. mashstream models list tells what there is.`,
      );
    await tellCurrent(await models.makeCurrent(name, before, 'rolled back'), { config, state, json });
  });

interface Telling {
  readonly config: Config;
  readonly state: State;
  readonly json: boolean;
}

async function tellCurrent(current: CurrentModel, { config, state, json }: Telling): Promise<void> {
  const { name, current: version, reason } = current;
  if (json) line({ type: 'current', name, version, reason });
  else print(`current: ${name}/${version} (${reason})\n`);
  const worked = await state.worked();
  const words = ['run', 'ingest', 'match', '--scorer', name];
  const next = worked
    ? 'A run at work by this network takes it up.'
    : `To rank by it: ${commandLine(words, config)}`;
  note(next, json);
}
