import { expect, test } from 'vitest';
import { inputChannels, inputOf, versionsOf } from '../../../src/domain/learning/mixInputs.js';
import { unheard } from '../../../src/domain/learning/model.js';

test.each([
  ['mel', 1],
  ['semitones', 1],
  ['both', 2],
] as const)(
  'a record of a model that hears %s tells so, with versions that clips have',
  (input, channels) => {
    const inputs = versionsOf(input);
    expect(inputOf(inputs)).toBe(input);
    expect(Object.keys(inputs)).toHaveLength(channels);
    expect(inputChannels(input)).toBe(channels);
    expect(unheard({ inputs })).toEqual([]);
  },
);

test('what is heard in another version, or is something else, is told', () => {
  expect(unheard({ inputs: { mel: '1', semitones: '9' } })).toEqual([
    'it hears semitones of version 9, and clips have 1',
  ]);
  expect(inputOf({ rows: '1' })).toBeUndefined();
  expect(inputOf({})).toBeUndefined();
});
