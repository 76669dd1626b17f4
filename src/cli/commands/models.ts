import { Command } from 'commander';
import { programName } from '../commandLine.js';
import type { ConfigField } from '../../config.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import type { ExitCode } from '../exitCodes.js';
import { listModels, promoteModel, publishModel, rollBackModel, showModel } from '../models/modelSession.js';

const settings: readonly ConfigField[] = ['data', 'kafkaBrokers', 'topicPrefix', 'groupPrefix'];

interface Flags extends Readonly<Record<string, unknown>> {
  readonly json?: boolean;
  readonly promote?: boolean;
}

/** mashstream models: trained networks that workers can fetch, and which of them is in use. */
export const modelsCommand = (): Command =>
  new Command('models')
    .summary('list, publish and choose trained networks')
    .description('Lists, publishes and chooses the networks that dualnet judges by, also beside a run.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(publishCommand())
    .addCommand(promoteCommand())
    .addCommand(rollBackCommand());

const finished = (command: Command, example: string): Command => {
  command
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', `\nExample:\n  ${programName()} models ${example}`);
  addSettings(command, settings);
  return command;
};

const done = async (code: Promise<ExitCode>): Promise<void> => {
  process.exitCode = await code;
};

const listCommand = (): Command =>
  finished(
    new Command('list')
      .summary('list what is published')
      .description('Lists all versions that were published, and which are current.'),
    'list',
  ).action(({ json = false, ...given }: Flags) => done(listModels(configOf(given), json)));

const showCommand = (): Command =>
  finished(
    new Command('show')
      .summary('show all that is known of one')
      .description('Shows what a model was taught by, its figures, its files, and the licences of its data.')
      .argument('<model>', 'name, or name/version; the first digits of a version are enough'),
    'show dualnet',
  ).action((words: string, { json = false, ...given }: Flags) =>
    done(showModel(configOf(given), words, json)),
  );

const publishCommand = (): Command =>
  finished(
    new Command('publish')
      .summary('publish the model in a folder')
      .description('Puts the model in a folder, as train makes it, where workers can fetch it.')
      .argument('<folder>', 'where model.json lies')
      .option('--promote', 'make it the current one, too'),
    'publish model --promote',
  ).action((folder: string, { json = false, promote = false, ...given }: Flags) =>
    done(publishModel(configOf(given), folder, { promote, json })),
  );

const promoteCommand = (): Command =>
  finished(
    new Command('promote')
      .summary('rank by this version from now on')
      .description('Makes a version the current one; workers that run take it up, and rank all anew.')
      .argument('<model>', 'name/version; the first digits of a version are enough'),
    'promote dualnet/565c4826879b',
  ).action((words: string, { json = false, ...given }: Flags) =>
    done(promoteModel(configOf(given), words, json)),
  );

const rollBackCommand = (): Command =>
  finished(
    new Command('rollback')
      .summary('rank by the version before')
      .description('Makes the version current that was so before.')
      .argument('<name>', 'the name of the model'),
    'rollback dualnet',
  ).action((name: string, { json = false, ...given }: Flags) =>
    done(rollBackModel(configOf(given), name, json)),
  );
