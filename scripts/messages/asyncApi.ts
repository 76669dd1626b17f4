import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { topics, type Topic } from '../../src/domain/topics.js';
import { packageFolder } from '../../src/packageFolder.js';
import { descriptions } from './descriptions.js';

// Object.keys forgets that the names are those of the topics.
const names = Object.keys(topics) as Topic[];

const compacted = { topicConfiguration: { 'cleanup.policy': ['compact'] } } as const;

const kept = {
  time: { topicConfiguration: { 'cleanup.policy': ['delete'] } },
  compacted,
  work: compacted,
} as const;

const newestStays = 'Compacted: the newest record of a key stays.';

const keptWords = {
  time: 'Kept for `keepDays` days (365 unless set).',
  compacted: newestStays,
  work: newestStays,
} as const;

/** `training-samples`: `trainingSamples` */
const idOf = (topic: Topic): string =>
  topic.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** The topics for users of Kafka, as an AsyncAPI 3 document in YAML. */
export function asyncApi(): string {
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'mashstream',
      version: versionOfPackage(),
      description:
        'Publish tracks, consume ranked mashups and training samples. Values are JSON in UTF-8; fields that a schema does not name are carried along or left alone, so ignore those that you do not know. ' +
        'Every name of a topic begins with the setting `topicPrefix`. A record may have 1 MiB. Messages may come more than once: ids tell.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(names.map((topic) => [idOf(topic), channelOf(topic)])),
    operations: Object.fromEntries(
      names.map((topic) => [`${descriptions[topic].others}-${topic}`, operationOf(topic)]),
    ),
    components: { messages: Object.fromEntries(names.map((topic) => [idOf(topic), messageOf(topic)])) },
  };
  const head = '# Made of the schemas: npm run messages\n';
  return head + stringify(document, { lineWidth: 0, aliasDuplicateObjects: false });
}

function versionOfPackage(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    readonly version: string;
  }; // ours
  return version;
}

function channelOf(topic: Topic) {
  const { what, internal, tombstone } = descriptions[topic];
  const removed = tombstone === undefined ? [] : [`A tombstone (no value): ${tombstone}`];
  const inside = internal ? ['Internal: it may change with any version.'] : [];
  return {
    address: topic,
    description: [what, keptWords[topics[topic].kept], ...removed, ...inside].join(' '),
    messages: { [idOf(topic)]: { $ref: `#/components/messages/${idOf(topic)}` } },
    bindings: { kafka: { ...kept[topics[topic].kept], bindingVersion: '0.5.0' } },
    ...(internal && { 'x-internal': true }),
  };
}

const operationOf = (topic: Topic) => ({
  // Seen from the program: it receives what others publish.
  action: descriptions[topic].others === 'publish' ? 'receive' : 'send',
  channel: { $ref: `#/channels/${idOf(topic)}` },
});

function messageOf(topic: Topic) {
  const { what, key } = descriptions[topic];
  const isLetter = topics[topic].schema === null;
  return {
    name: topic,
    summary: what,
    ...(isLetter
      ? { headers: { $ref: './dead-letters.headers.schema.json' }, contentType: 'application/octet-stream' }
      : { payload: { $ref: `./${topic}.schema.json` }, headers: traced }),
    bindings: { kafka: { key: { type: 'string', description: key }, bindingVersion: '0.5.0' } },
  };
}

const traced = {
  type: 'object',
  properties: {
    traceparent: {
      type: 'string',
      description: 'W3C Trace Context; taken over from the record that it came of.',
    },
    origin: { type: 'string', description: 'When the track’s message came, ms since 1970.' },
  },
} as const;
