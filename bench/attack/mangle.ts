import type { Random } from '../../src/domain/random.js';
import type { SoundSources } from './soundSources.js';

/** A way to spoil the bytes of a song. */
export type Mangling = (
  bytes: Buffer,
  tools: { readonly random: Random; readonly sources: SoundSources },
) => Buffer;

const flips =
  (most: number): Mangling =>
  (bytes, { random }) => {
    const out = Buffer.from(bytes);
    for (let left = 1 + random.int(most); left > 0; left--) out[random.int(out.length)] ^= 1 << random.int(8);
    return out;
  };

/** Only where formats keep what they are. */
const flipsInHead: Mangling = (bytes, { random }) => {
  const out = Buffer.from(bytes);
  for (let left = 1 + random.int(12); left > 0; left--)
    out[random.int(Math.min(512, out.length))] = random.int(256);
  return out;
};

const truncated: Mangling = (bytes, { random }) =>
  bytes.subarray(0, Math.floor(bytes.length * random.next() ** 2));

const otherHead: Mangling = (bytes, { random, sources }) => {
  const head = random.pick([...sources.values()])?.subarray(0, 16 << random.int(9)) ?? Buffer.alloc(0);
  return Buffer.concat([head, bytes.subarray(head.length)]);
};

const hole: Mangling = (bytes, { random }) => {
  const [from, to] = [random.int(bytes.length), random.int(bytes.length)].sort((a, b) => a - b);
  return random.next() < 0.5
    ? Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
    : Buffer.from(bytes).fill(random.int(256), from, to);
};

const doubled: Mangling = (bytes, { random }) => {
  const from = random.int(bytes.length);
  return Buffer.concat([bytes, bytes.subarray(from), bytes.subarray(0, from)]);
};

const shuffled: Mangling = (bytes, { random }) => {
  const size = 256 << random.int(6);
  const blocks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
    bytes.subarray(i * size, (i + 1) * size),
  );
  return Buffer.concat(blocks.flatMap(() => blocks.splice(random.int(blocks.length), 1)));
};

const longWords: Mangling = (bytes, { random }) => {
  const out = Buffer.from(bytes);
  for (let left = 1 + random.int(8); left > 0; left--)
    out.writeUInt32BE(
      random.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff]) ?? 0,
      random.int(Math.min(2048, out.length - 4)),
    );
  return out;
};

const noise: Mangling = (bytes, { random }) => {
  const out = Buffer.from(bytes.subarray(0, random.int(64)));
  return Buffer.concat([out, Buffer.from(Array.from({ length: random.int(20_000) }, () => random.int(256)))]);
};

/** Every way to spoil bytes, by name. */
export const manglings: Readonly<Record<string, Mangling>> = {
  'few bits flipped': flips(20),
  'many bits flipped': flips(3000),
  'head flipped': flipsInHead,
  truncated,
  'head of another': otherHead,
  'with a hole': hole,
  doubled,
  shuffled,
  'huge numbers': longWords,
  noise,
};
