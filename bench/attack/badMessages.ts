import type { Random } from '../../src/domain/random.js';
import type { NewRecord } from '../../src/ports/log.js';
import { nasty, nastyTexts, nastyUris } from './nasty.js';

/** What messages are made from. */
export interface MessageSource {
  readonly random: Random;
  /** A message that is well formed. */
  readonly valid: Readonly<Record<string, unknown>>;
}

type Maker = (source: MessageSource) => Uint8Array | string | null;

const bytes = (random: Random, count: number): Uint8Array =>
  Uint8Array.from({ length: count }, () => random.int(256));

const json = (value: unknown): string => JSON.stringify(value);

/** One field of a good message is something else. */
const oneFieldWrong: Maker = ({ random, valid }) => {
  const field = random.pick(['schema', 'uri', 'stems', 'given', 'title', 'artist', 'licence']);
  return json({ ...valid, [field ?? 'schema']: nasty(random) });
};

/** What a person is said to know is something else. */
const givenWrong: Maker = ({ random, valid }) => {
  const field = random.pick(['bpm', 'key', 'meter', 'firstDownbeat', 'beats', 'downbeats', 'exclude']);
  return json({
    ...valid,
    stems: undefined,
    uri: '/nowhere.mp3',
    given: { [field ?? 'bpm']: nasty(random) },
  });
};

const withUri: Maker = ({ random }) =>
  json({ schema: 1, uri: random.pick(nastyUris), title: random.pick(nastyTexts) });

const withStemUri: Maker = ({ random }) =>
  json({
    schema: 1,
    stems: { [random.pick(['vocals', 'drums', 'mix', '__proto__']) ?? 'bass']: random.pick(nastyUris) },
  });

const polluting: Maker = ({ random }) => {
  const name = random.pick(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then']);
  return `{"schema":1,"uri":"/nowhere.mp3","${name}":{"polluted":true},"stems":{"${name}":"/nowhere.wav"}}`;
};

const otherEncoding: Maker = ({ random, valid }) => {
  const text = json(valid);
  return (
    random.pick([
      Buffer.from(text, 'utf16le'),
      Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
      Buffer.concat([
        Buffer.from(text.slice(0, 40)),
        Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
        Buffer.from(text.slice(40)),
      ]),
      Buffer.from(text.slice(0, random.int(text.length))),
      Buffer.from(text.replaceAll('"', "'")),
      Buffer.from(`${text}${text}`),
    ]) ?? ''
  );
};

const numbers: Maker = ({ random }) => {
  const number = random.pick([
    '1e308',
    '1e999',
    '-1e999',
    '-0',
    '9007199254740993',
    '0.1e-400',
    'NaN',
    'Infinity',
    '0x10',
    '01',
  ]);
  return `{"schema":1,"uri":"/nowhere.mp3","given":{"bpm":${number},"firstDownbeat":${number},"beats":[${number},${number}]}}`;
};

const deep: Maker = ({ random }) => {
  const depth = 10 ** (2 + random.int(4));
  return random.next() < 0.5 ? '['.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
};

const wide: Maker = ({ random }) => {
  const count = 10 ** (2 + random.int(3));
  const many = Array.from({ length: count }, (_, i) => i);
  return (
    random.pick([
      json({ schema: 1, uri: '/nowhere.mp3', given: { beats: many.map(() => 0) } }),
      json({ schema: 1, uri: '/nowhere.mp3', given: { beats: many.map((i) => `${i}`) } }),
      json({ schema: 1, uri: '/nowhere.mp3', given: { downbeats: many.map(() => ({ start: 'x' })) } }),
      json({ schema: 1, stems: Object.fromEntries(many.map((i) => [`stem ${i}`, 1])) }),
      json(Object.fromEntries(many.map((i) => [`field ${i}`, null]))),
    ]) ?? ''
  );
};

const long: Maker = ({ random }) => {
  const text = 'x'.repeat(10 ** (3 + random.int(4)));
  return (
    random.pick([
      json({ schema: 1, uri: text }),
      json({ schema: 1, uri: '/nowhere.mp3', title: text, artist: text }),
      json({ schema: 1, stems: { [text.slice(0, 100_000)]: 'x' } }),
      text,
    ]) ?? ''
  );
};

/** How likely each kind is. */
const makers: readonly (readonly [weight: number, maker: Maker])[] = [
  [12, ({ random }) => bytes(random, random.int(200))],
  [2, () => ''],
  [8, ({ random }) => json(nasty(random))],
  [20, oneFieldWrong],
  [12, givenWrong],
  [6, withUri],
  [4, withStemUri],
  [6, polluting],
  [8, otherEncoding],
  [8, numbers],
  [3, deep],
  [2, wide],
  [1, long],
  [6, () => null],
];
const whole = makers.reduce((sum, [weight]) => sum + weight, 0);

function makerFor(random: Random): Maker {
  let left = random.next() * whole;
  for (const [weight, maker] of makers) if ((left -= weight) < 0) return maker;
  return makers[0][1];
}

const keyOf = (random: Random, i: number): string =>
  random.next() < 0.25
    ? `${random.pick([...nastyTexts, ...nastyUris]) ?? ''}${random.next() < 0.5 ? '' : i}`
    : `bad ${i}`;

/** A malformed message; the i-th of a batch. Some turn out to be good: a field may be wrong in a way that nobody minds. */
export function badMessage(source: MessageSource, i: number): NewRecord {
  const { random } = source;
  const value = makerFor(random)(source);
  return { key: keyOf(random, i), value: typeof value === 'string' ? Buffer.from(value) : value };
}

/** Too large a message of a wrong type, of so many bytes or so. */
export const hugeMessage = (size: number): NewRecord => ({
  key: 'huge',
  value: Buffer.from(
    json({ schema: 1, uri: '/nowhere.mp3', given: { exclude: Array.from({ length: size / 2 }, () => 0) } }),
  ),
});
