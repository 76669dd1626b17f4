import { existsSync, readdirSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { messageFiles } from '../../scripts/messages/messageFiles.js';
import { deadLetterHeadersSchema } from '../../src/domain/deadLetter.js';
import { topicPlans } from '../../src/adapters/kafka/topics/topicPlans.js';
import { topics, type Topic } from '../../src/domain/topics.js';
import { PipelineError } from '../../src/errors.js';
import { createDelivery } from '../../src/operators/stream/delivery.js';
import { deadLetterOf } from '../../src/topologies/deadLetterOf.js';
import { recordOf } from '../support/messages.js';
import { projectFile, projectPath } from '../support/projectFile.js';

const jsonOf = (name: string): unknown => JSON.parse(projectFile(`docs/messages/${name}`));
const validatorOf = (name: string) =>
  new Ajv2020({ strict: true, strictRequired: false, strictTypes: false, allErrors: true }).compile(
    jsonOf(`${name}.schema.json`) as object, // a schema is one
  );

/** Each schema with the schema of the program that it was made of. */
const schemas = Object.entries(topics).map(([name, { schema }]) =>
  schema === null ? (['dead-letters.headers', deadLetterHeadersSchema] as const) : ([name, schema] as const),
);

it('the files are those that the script makes: else npm run messages', () => {
  const made = messageFiles();
  for (const [name, content] of made) expect(projectFile(`docs/messages/${name}`), name).toBe(content);
  const there = readdirSync(projectPath('docs/messages')).filter((name) => /\.(json|yaml)$/.test(name));
  expect(there.sort()).toEqual([...made.keys()].sort());
});

/** Each with its examples: one, or one of each kind of value. */
const examples = schemas.flatMap(([name, schema]) =>
  readdirSync(projectPath('docs/messages/examples'))
    .filter(
      (file) =>
        file === `${name}.json` ||
        (file.startsWith(`${name}.`) && !schemas.some(([other]) => file === `${other}.json`)),
    )
    .map((file) => [file, name, schema] as const),
);

it('all have one', () => {
  expect(new Set(examples.map(([, name]) => name)).size).toBe(schemas.length);
});

interface Alternative {
  readonly required: readonly string[];
}

/** What a value of the kind of the example must have. */
function requiredOf(schema: unknown, example: object): readonly string[] {
  const { anyOf = [schema] } = schema as { readonly anyOf?: readonly unknown[] }; // any schema may
  const alternatives = anyOf as readonly Alternative[]; // all have some
  const own = alternatives.find(({ required }) => required.every((field) => field in example));
  return own?.required ?? [];
}

describe.each(examples)('%s', (file, name, schema) => {
  const example = jsonOf(`examples/${file}`) as object; // all examples are objects
  const validate = validatorOf(name);

  it('has an example that schema and program take, as it is', () => {
    expect([validate(example), validate.errors]).toEqual([true, null]);
    expect(schema.parse(example)).toEqual(example);
    expect(validate({ ...example, 'a field of theirs': 1 })).toBe(true);
  });

  it('refuses, as the program does, what lacks a field or has a wrong one', () => {
    const required = requiredOf(validate.schema, example);
    expect(required).not.toEqual([]);
    for (const field of required) {
      const without = Object.fromEntries(Object.entries(example).filter(([key]) => key !== field));
      for (const wrong of [without, { ...example, [field]: { wrong: [] } }]) {
        expect(schema.safeParse(wrong).success, field).toBe(false);
        expect(validate(wrong), field).toBe(false);
      }
    }
  });
});

it.each([
  {},
  { uri: '' },
  { stems: {} },
  { stems: { voice: '/a.wav' } },
  { uri: 'x'.repeat(5000) },
  { uri: '/a', given: { bpm: 5 } },
  { uri: '/a', given: { exclude: ['voice'] } },
  { uri: '/a', given: { beats: [1] } },
  { uri: '/a', given: { downbeats: ['x'] } },
])('a track that the program refuses is refused by the schema: %j', (fields) => {
  const track = { schema: 1, ...fields };
  expect(topics.tracks.schema.safeParse(track).success).toBe(false);
  expect(validatorOf('tracks')(track)).toBe(false);
});

it('dead letters have the headers that the schema tells of', () => {
  const letterOf = (size: number) =>
    deadLetterOf({
      ...{ kind: 'failure', key: 'a', stage: 'read' },
      error: new PipelineError('bad-message', 'It is none.'),
      delivery: createDelivery(
        { ...recordOf('a', '', 5), value: new Uint8Array(size) },
        { onSettled: () => undefined },
      ),
    }).headers;
  for (const size of [1, 1 << 20]) {
    const headers = letterOf(size);
    expect(validatorOf('dead-letters.headers')(headers)).toBe(true);
    expect(Object.keys(deadLetterHeadersSchema.shape)).toEqual(
      expect.arrayContaining(Object.keys(headers ?? {})),
    );
  }
});

describe('asyncapi.yaml', () => {
  interface Document {
    readonly channels: Readonly<
      Record<
        string,
        {
          readonly address: string;
          readonly bindings: {
            readonly kafka: { readonly topicConfiguration: { readonly 'cleanup.policy': readonly string[] } };
          };
        }
      >
    >;
    readonly operations: Readonly<
      Record<string, { readonly action: string; readonly channel: { readonly $ref: string } }>
    >;
  }
  const text = projectFile('docs/messages/asyncapi.yaml');
  const document = parse(text) as Document; // its form is asserted below

  it('has a channel for each topic, kept as Kafka is told', () => {
    const found = Object.values(document.channels).map(({ address, bindings }) => [
      address,
      bindings.kafka.topicConfiguration['cleanup.policy'].join(),
    ]);
    expect(found).toEqual(topicPlans().map(({ topic, settings }) => [topic, settings['cleanup.policy']]));
    const received = Object.entries(document.operations).filter(([, { action }]) => action === 'receive');
    expect(received.map(([name]) => name)).toEqual(['publish-tracks'] satisfies `publish-${Topic}`[]);
  });

  it('refers to nothing that is not there', () => {
    const references = [...text.matchAll(/\$ref: "?([^"\n]+)"?/g)].map(([, reference]) => reference);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references)
      if (reference.startsWith('./'))
        expect(existsSync(projectPath(`docs/messages/${reference}`)), reference).toBe(true);
      else
        expect(
          reference
            .slice(2)
            .split('/')
            .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document),
          reference,
        ).toBeDefined(); // every step is an object, or there is nothing
  });
});
