import { expect, it } from 'vitest';
import { programWords } from '../../../src/adapters/ffmpeg/programWords.js';

it.each([
  ['/a/No space left.mp3', 'file:/a/No space left.mp3: Invalid data', '<file>: Invalid data'],
  [
    '/a/b.mp3',
    '/a/b.mp3: x\nError opening input file file:/a/b.mp3.',
    '<file>: x\nError opening input file <file>.',
  ],
  ['/a/x\n: Permission denied', 'file:/a/x\n: Permission denied: Invalid data', '<file>: Invalid data'],
  ['/a/\u001b[31m.mp3', 'file:/a/?[31m.mp3: Invalid data', '<file>: Invalid data'],
  ['/a+(b)[c]$1.mp3', 'file:/a+(b)[c]$1.mp3: Invalid data', '<file>: Invalid data'],
  ['/o', 'file:/o: Input/output error', '<file>: Input/output error'],
])('programWords takes %j out of %j', (path, stderr, words) => {
  expect(programWords(stderr, [path])).toBe(words);
});

it('programWords takes out several files, the longer name first', () => {
  expect(programWords('/d/a.wav.part: x\n/d/a.wav: y', ['/d/a.wav', '/d/a.wav.part'])).toBe(
    '<file>: x\n<file>: y',
  );
});
