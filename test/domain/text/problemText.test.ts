import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { correctionsSchema } from '../../../src/cli/songs/correctionsSchema.js';
import { configSchema } from '../../../src/config.js';
import { problemPath, problemText } from '../../../src/domain/text/problemText.js';
import { topics } from '../../../src/domain/topics.js';

const problems = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value, { reportInput: true }).error?.issues ?? []).map((issue) =>
    `${problemPath(issue)} ${problemText(issue)}`.trim(),
  );

describe('problemText says what is wanted', () => {
  it.each([
    [z.object({ a: z.string() }), {}, 'a is missing'],
    [z.string(), 3, 'must be text'],
    [z.number(), '3', 'must be a number'],
    [z.number(), Infinity, 'must be a number'],
    [z.int(), 1.5, 'must be a whole number'],
    [z.boolean(), 1, 'must be true or false'],
    [z.array(z.string()), {}, 'must be a list'],
    [z.object({}), [], 'must be an object { … }'],
    [z.date(), 1, 'must be something else'],
    [z.number().min(1), 0, 'must be at least 1'],
    [z.number().positive(), 0, 'must be more than 0'],
    [z.number().max(9), 10, 'must be at most 9'],
    [z.number().lt(9), 9, 'must be less than 9'],
    [z.string().min(1), '', 'must not be empty'],
    [z.string().min(2), '', 'must have at least 2 characters'],
    [z.array(z.int()).max(1), [1, 2], 'must have at most 1 entries'],
    [z.enum(['flac', 'wav']), 'aac', 'must be one of flac, wav'],
    [z.literal(1), 2, 'must be 1'],
    [z.strictObject({}), { a: 1, b: 2 }, 'there is no field "a", "b"'],
    [
      z.strictObject({}),
      Object.fromEntries('abcdefgh'.split('').map((letter) => [letter, 1])),
      'there is no field "a", "b", "c", "d", "e" nor 3 others',
    ],
    [z.union([z.string(), z.boolean()]), 3, 'is not what it must be'],
    [z.string().refine(() => false), '', 'is not what it must be'],
    [z.string().refine(() => false, 'must rhyme'), '', 'must rhyme'],
    [z.number().multipleOf(2), 3, 'must be a multiple of 2'],
  ] as const)('%#: %j', (schema, value, text) => expect(problems(schema, value)).toEqual([text]));
});

/** What the schema library says by itself. */
const foreign = /Invalid|expected|received|Too (small|big)|Unrecognized|Zod|undefined|NaN|\[object/;

const wrong: readonly unknown[] = [
  ...[undefined, null, true, 0, -1, 1.5, 1e300, Infinity, Number.NaN, '', 'x', 'x'.repeat(5000), '\u001b'],
  ...[[], [[]], [1, 'a', null], {}, { a: 1 }, [{ start: 'x' }], [3, 2, 1], 1n, new Date(0), Symbol('s')],
];

/** The schemas of all fields, however deep, each with the schema of all. */
function* fieldsOf(
  schema: z.ZodType,
  made: (value: unknown) => unknown,
): Generator<(value: unknown) => unknown> {
  yield made;
  const { shape } = schema as { readonly shape?: Readonly<Record<string, z.ZodType>> }; // objects have one
  const { element } = schema as { readonly element?: z.ZodType }; // lists have one
  const { unwrap } = schema as { readonly unwrap?: () => z.ZodType }; // optional ones have one
  if (unwrap) yield* fieldsOf(unwrap.call(schema), made);
  if (element) yield* fieldsOf(element, (value) => made([value]));
  for (const [name, field] of Object.entries(shape ?? {}))
    yield* fieldsOf(field, (value) => made({ [name]: value }));
}

const { tracks, clips, rerank, mashups, 'training-samples': samples } = topics;
it.each([
  ['config', configSchema],
  ['corrections', correctionsSchema],
  ['tracks', tracks.schema],
  ['clips', clips.schema],
  ['rerank', rerank.schema],
  ['mashups', mashups.schema],
  ['samples', samples.schema],
] as const)('no wrong value of any field brings other words: %s', (_, schema) => {
  const told = new Set<string>();
  for (const field of fieldsOf(schema, (value) => value))
    for (const value of wrong) problems(schema, field(value)).forEach((text) => told.add(text));
  for (const text of told) expect(text).not.toMatch(foreign);
  expect(told.size).toBeGreaterThan(5);
});
