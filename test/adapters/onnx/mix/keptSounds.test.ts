import { expect, it } from 'vitest';
import { keptSounds } from '../../../../src/adapters/onnx/mix/keptSounds.js';

it('keeps the sounds that were used last, and one that is too long until the next comes', () => {
  const sounds = keptSounds(100);
  const there = (): readonly boolean[] =>
    ['a', 'b', 'c', 'long'].map((name) => sounds.find(name) !== undefined);
  sounds.keep('a', new Float32Array(40));
  sounds.keep('b', new Float32Array(40));
  sounds.find('a');
  sounds.keep('c', new Float32Array(40));
  sounds.keep('c', new Float32Array(40));
  expect(there()).toEqual([true, false, true, false]);
  sounds.keep('long', new Float32Array(400));
  expect(there()).toEqual([false, false, false, true]);
  sounds.keep('a', new Float32Array(40));
  expect(there()).toEqual([true, false, false, false]);
});
