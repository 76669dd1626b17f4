import { expect, it } from 'vitest';
import { keyName } from '../../src/domain/music/key.js';
import { keyOfNotes } from '../../src/synthesis/keyOfNotes.js';
import { note } from './madeScore.js';

const scale = (tonic: number, steps: readonly number[]) => steps.map((step) => note(0, 60 + tonic + step));
const triad = (tonic: number, third: number) => [0, third, 7].map((step) => note(0, 48 + tonic + step, 400));

it.each([
  [0, [0, 2, 4, 5, 7, 9, 11], 4, 'C major'],
  [9, [0, 2, 3, 5, 7, 8, 10], 3, 'A minor'],
  [6, [0, 2, 4, 5, 7, 9, 11], 4, 'F# major'],
])('is that of the scale and its chord (%i)', (tonic, steps, third, name) => {
  expect(keyName(keyOfNotes([...scale(tonic, steps), ...triad(tonic, third)]))).toBe(name);
});
