import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../../src/adapters/files/safetensors.js';

const file = encodeSafetensors({
  tensors: new Map([
    ['bytes', { shape: [3], data: Uint8Array.of(1, 2, 255) }],
    ['numbers', { shape: [2, 2], data: Float32Array.of(0.5, -1, 3e8, 0) }],
    ['nothing', { shape: [0, 61], data: new Uint8Array() }],
  ]),
  facts: { step: '250', name: 'né' },
});

test('what was written is read', () => {
  const { tensors, facts } = decodeSafetensors(file, 'a checkpoint');
  expect(facts).toEqual({ step: '250', name: 'né' });
  expect(tensors.get('bytes')).toEqual({ shape: [3], data: Uint8Array.of(1, 2, 255) });
  expect(tensors.get('numbers')).toEqual({ shape: [2, 2], data: Float32Array.of(0.5, -1, 3e8, 0) });
  expect(tensors.get('nothing')).toEqual({ shape: [0, 61], data: new Uint8Array() });
});

test('the header is as the format says: its length in eight bytes, then JSON with types, shapes and places', () => {
  const buffer = Buffer.from(file);
  const length = Number(buffer.readBigUInt64LE());
  expect(length % 8).toBe(0);
  expect(JSON.parse(buffer.toString('utf8', 8, 8 + length))).toMatchObject({
    __metadata__: { step: '250' },
    bytes: { dtype: 'U8', shape: [3], data_offsets: [0, 3] },
    numbers: { dtype: 'F32', shape: [2, 2], data_offsets: [3, 19] },
  });
});

test.each([
  ['empty', 0, /is cut off/],
  ['cut off in its header', 20, /is cut off/],
  ['cut off in its numbers', file.length - 1, /numbers is cut off/],
])('a file that is %s is refused, with what to do', (_, length, why) => {
  const read = () => decodeSafetensors(file.slice(0, length), 'the checkpoint /a/last.safetensors');
  expect(read).toThrow(expect.objectContaining({ code: 'unreadable' }));
  expect(read).toThrow(why);
  expect(read).toThrow(/^Reading the checkpoint \/a\/last.safetensors: .*Remove the file/);
});

test('a foreign file is refused', () => {
  const other = Buffer.alloc(64, 'x');
  expect(() => decodeSafetensors(other, 'it')).toThrow(/no safetensors file/);
  other.writeBigUInt64LE(8n);
  expect(() => decodeSafetensors(other, 'it')).toThrow(/header is damaged/);
});
