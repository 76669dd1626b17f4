import { expect, it } from 'vitest';
import { blobKeyOf } from '../../src/domain/blobRef.js';

const sha256 = `0123456789abcdef${'f'.repeat(48)}`;

it.each([
  ['clips/ab/vocal.flac', 'clips/ab/vocal.0123456789abcdef.flac'],
  ['clips/a.b/vocal', 'clips/a.b/vocal.0123456789abcdef'],
  ['vocal', 'vocal.0123456789abcdef'],
  ['x/mel.0.npy', 'x/mel.0123456789abcdef.0.npy'],
])('the key of %s holds the hash before the ending', (name, key) => {
  expect(blobKeyOf(name, sha256)).toBe(key);
});
