import { Command } from 'commander';
import { programName } from '../commandLine.js';
import type { ConfigField } from '../../config.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { countOf, needKafka } from '../topics/needKafka.js';

const help = `
Nothing is changed in topics that are there: what differs is told with the command that changes it. Exit codes: 0 all is as planned, 1 configuration,
3 some topics differ.

Example:
  ${programName()} topics create --partitions 24 --replication 3`;

/** A partition costs memory in each broker; a larger number is a typing error. */
const mostPartitions = 10_000;
const mostBrokers = 100;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly partitions?: string;
  readonly replication?: string;
  readonly json?: boolean;
}

const ofKafka: readonly ConfigField[] = ['kafkaBrokers', 'topicPrefix'];

/** mashstream topics: the topics on Kafka. */
export const topicsCommand = (): Command =>
  new Command('topics')
    .summary('make or list the topics on Kafka')
    .description('Makes or lists the topics of the log, where it lies on Kafka.')
    .addCommand(createCommand())
    .addCommand(listCommand());

function createCommand(): Command {
  const command = new Command('create')
    .summary('make the topics that are missing')
    .description(
      'Makes the topics that are missing, and says what of those that are there is not as planned.',
    )
    .option('--partitions <n>', 'so many workers can share the work of a topic (default: 12)')
    .option('--replication <n>', 'brokers that hold each record (default: as the cluster is set)')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, [...ofKafka, 'keepDays']);
  return command.action(async ({ partitions, replication, json = false, ...settings }: Flags) => {
    const planned = {
      partitions: countOf('--partitions', partitions, mostPartitions),
      replication: countOf('--replication', replication, mostBrokers),
    };
    const config = configOf(settings);
    needKafka(config);
    // Its libraries take their time to load.
    const { makeTopics } = await import('../topics/makeTopics.js');
    process.exitCode = await makeTopics(config, planned, json);
  });
}

function listCommand(): Command {
  const command = new Command('list')
    .summary('tell what topics there are')
    .description('Tells what topics there are, and how each keeps its records.')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', `\nExample:\n  ${programName()} topics list`);
  addSettings(command, ofKafka);
  return command.action(async ({ json = false, ...settings }: Flags) => {
    const config = configOf(settings);
    needKafka(config);
    const { listTopics } = await import('../topics/makeTopics.js');
    process.exitCode = await listTopics(config, json);
  });
}
