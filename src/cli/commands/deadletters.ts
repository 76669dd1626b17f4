import { Command } from 'commander';
import { systemClock } from '../../adapters/files/systemClock.js';
import { programName } from '../commandLine.js';
import type { ConfigField } from '../../config.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { listLetters, replay, showLetter } from '../deadletters/deadletterSession.js';
import { letterFilter, type FilterFlags } from '../deadletters/letterFilter.js';
import { refuse } from '../refuse.js';
import { countOf } from '../topics/needKafka.js';

const settings: readonly ConfigField[] = ['data', 'kafkaBrokers', 'topicPrefix', 'groupPrefix'];

const example = (words: string): string => `\nExample:\n  ${programName()} deadletters ${words}`;

const places = `
A place is topic/partition/offset: that of the record which was given up, as logs and lists name it (tracks/3/17), or that of the dead letter itself
(dead-letters/0/5).`;

const replayHelp = `
Key, value and headers are as they were, without what the dead letter added. Left out is what a later message of the same key has superseded (--force
puts it back too); refused is what was cut because it was too large, and what names no topic of ours. Doing it twice is harmless.
${places}`;

interface Flags extends FilterFlags, Readonly<Record<string, unknown>> {
  readonly json?: boolean;
  readonly limit?: string;
  readonly byTopic?: boolean;
  readonly whole?: boolean;
  readonly all?: boolean;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** mashstream deadletters: what was given up, why, and how it comes back. */
export const deadlettersCommand = (): Command =>
  new Command('deadletters')
    .summary('list, show and replay messages that were given up')
    .description('Lists messages that were given up, shows why, and puts them back on their topics.')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(replayCommand());

const filtered = (command: Command): Command =>
  command
    .option('--code <code>', 'only those with this error code')
    .option('--topic <topic>', 'only those of this topic')
    .option('--key <key>', 'only those of this key; of work on a song also by its publisher’s id')
    .option('--since <time>', 'only what was given up since: 90m, 12h, 7d, or 2026-05-01T12:00Z');

function listCommand(): Command {
  const command = filtered(new Command('list'))
    .summary('list dead letters, newest first')
    .description('Lists the newest dead letters, and how many there are of each topic and error code.')
    .option('--by-topic', 'topic by topic, each newest first')
    .option('--limit <n>', 'letters shown (default: 20)')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', example('list --code bad-message --since 7d'));
  addSettings(command, settings);
  return command.action(async ({ code, topic, key, since, ...flags }: Flags) => {
    const { byTopic = false, limit, json = false, ...given } = flags;
    const most = countOf('--limit', limit, 1000) ?? 20;
    const passes = letterFilter({ code, topic, key, since }, systemClock.now());
    process.exitCode = await listLetters(configOf(given), { passes, most, byTopic, json });
  });
}

function showCommand(): Command {
  const command = new Command('show')
    .summary('show one dead letter in full')
    .description('Shows a dead letter: its headers, and its value, as JSON where it is some.')
    .argument('<place>', 'topic/partition/offset')
    .option('--whole', 'all of a long value')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', `${places}\n${example('show tracks/3/17')}`);
  addSettings(command, settings);
  return command.action(async (place: string, { whole = false, json = false, ...given }: Flags) => {
    process.exitCode = await showLetter(configOf(given), place, { whole, json });
  });
}

function replayCommand(): Command {
  const command = filtered(new Command('replay'))
    .summary('put messages back on their topics')
    .description(
      'Puts the original messages back on their topics: those named, or all that the options let through.',
    )
    .argument('[places...]', 'topic/partition/offset')
    .option('--all', 'all there are')
    .option('--dry-run', 'only tell what would be done')
    .option('--force', 'put back what a later message of its key has superseded, too')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', `${replayHelp}\n${example('replay --code unavailable --since 12h')}`);
  addSettings(command, settings);
  return command.action(async (named: readonly string[], { code, topic, key, since, ...flags }: Flags) => {
    const { all = false, dryRun = false, force = false, json = false, ...given } = flags;
    refuseUnclear(
      named,
      [code, topic, key, since].some((flag) => flag !== undefined),
      all,
    );
    const passes = letterFilter({ code, topic, key, since }, systemClock.now());
    process.exitCode = await replay(configOf(given), { places: named, passes, dryRun, force, json });
  });
}

/** What is to be put back is named in one way. */
function refuseUnclear(places: readonly string[], filtered: boolean, all: boolean): void {
  if (places.length > 0 && (filtered || all)) refuse(['name places, or choose by options, not both']);
  if (places.length === 0 && !filtered && !all)
    refuse(['say what is to be put back: places, --code, --topic, --key, --since, or --all']);
}
