import { expect, it } from 'vitest';
import { longestId, nameProblem } from '../../../src/domain/text/nameProblem.js';

const problem = (name: string): string | undefined => nameProblem(name, longestId);

it.each(['a', 'file:///music/My%20Song.mp3', 'Björk – Jóga', '東京 שלום 🎵', 'x'.repeat(2000)])(
  '%j is a name',
  (name) => expect(problem(name)).toBeUndefined(),
);

it.each([
  ['', /must not be empty/],
  ['x'.repeat(2001), /at most 2000 characters, and has 2001/],
  ...['\0', '\n', '\u001b[2J', '\u009b', '\u202e', '\ud800', '\u2028'].map((hidden): [string, RegExp] => [
    `a${hidden}b`,
    /characters that nobody sees/,
  ]),
])('%j is none', (name, reason) => expect(problem(name)).toMatch(reason));
