import { compareTopics } from '../../adapters/kafka/topics/compareTopics.js';
import { createTopics } from '../../adapters/kafka/topics/createTopics.js';
import { describeTopics } from '../../adapters/kafka/topics/describeTopics.js';
import { topicPlans, type TopicSettings } from '../../adapters/kafka/topics/topicPlans.js';
import type { Config } from '../../config.js';
import { topics, type Topic } from '../../domain/topics.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { shortPatience } from '../runtime/session/waitForState.js';
import { kafkaOptionsOf } from '../runtime/wiring/clusterOptions.js';
import { print } from '../text/print.js';
import { differenceText } from './differenceText.js';
import { topicJson, topicText } from './topicWords.js';

// Object.keys forgets that the names are those of the topics.
const allTopics = Object.keys(topics) as Topic[];

/** Makes the topics that are missing, and tells what each is and what differs from the plan: 0, or 3 where something does. */
export async function makeTopics(config: Config, planned: TopicSettings, json: boolean): Promise<ExitCode> {
  const kafka = kafkaOptionsOf(config);
  const plans = topicPlans({ keepDays: config.keepDays, ...planned });
  const patience = shortPatience();
  const made = await patience.through(() => createTopics(kafka, plans));
  const found = await patience.through(() => describeTopics(kafka, allTopics));
  const differences = await patience.through(() => compareTopics(kafka, plans));
  for (const [topic, each] of inOrder(found)) {
    const isNew = made.includes(topic);
    if (json) line({ type: 'topic', made: isNew, ...topicJson(topic, each) });
    else print(`${isNew ? 'made ' : 'there'} ${topicText(topic, each)}\n`);
  }
  for (const difference of differences)
    if (json) line({ type: 'difference', ...difference, advice: differenceText(difference, kafka) });
    else print(`OTHER ${differenceText(difference, kafka)}\n`);
  return differences.length === 0 ? exitCodes.done : exitCodes.someFailed;
}

/** Tells what the topics are that are there. */
export async function listTopics(config: Config, json: boolean): Promise<ExitCode> {
  const found = await shortPatience().through(() => describeTopics(kafkaOptionsOf(config), allTopics));
  for (const [topic, each] of inOrder(found))
    if (json) line({ type: 'topic', ...topicJson(topic, each) });
    else print(`${topicText(topic, each)}\n`);
  const missing = allTopics.filter((topic) => !found.has(topic));
  if (missing.length > 0)
    note(`Missing: ${missing.join(', ')}. Make them with \`mashstream topics create\`.`, json);
  return exitCodes.done;
}

const inOrder = <T>(found: ReadonlyMap<string, T>): readonly (readonly [Topic, T])[] =>
  allTopics.flatMap((topic) => {
    const each = found.get(topic);
    return each === undefined ? [] : [[topic, each] as const];
  });

const line = (value: object): void => print(`${JSON.stringify(value)}\n`);
