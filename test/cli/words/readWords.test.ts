import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWords } from '../../../src/cli/words/readWords.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const before = process.cwd();
beforeAll(() => {
  for (const name of ['demo', 'match', 'songs']) mkdirSync(directory(name));
  writeFileSync(directory('songs/one.mp3'), '');
  process.chdir(directory());
});
afterAll(() => process.chdir(before));

describe('the words of run', () => {
  it('are topologies to run for ever', () => {
    expect(readWords(['match', 'ingest'])).toEqual({ names: ['match', 'ingest'], songs: [] });
  });

  it('or songs, a folder called like a topology too', () => {
    const songs = ['demo', './match', directory('songs/one.mp3')];
    expect(readWords(songs)).toEqual({ names: [], songs });
  });

  it.each([
    [['ingst', 'match'], /a problem:[^]*"ingst" is neither[^]*Did you mean ingest\?$/],
    [['mtach'], /Did you mean match\?/],
    [
      ['dmeo'],
      /"dmeo" is neither a file or folder nor a topology \(ingest, match, collect, retrain\)\. Did you mean demo\?/,
    ],
    [['songs/on.mp3'], /Did you mean songs\/one\.mp3\?/],
    [['songs', 'nothing-like-it'], /"nothing-like-it" is neither[^]*Check the name\./],
    [['nowhere/at/all'], /"nowhere\/at\/all" is neither[^]*Check the name\./],
    [['x', 'y'], /2 problems:[^]*"x"[^]*"y"/],
    [['match', 'demo'], /match runs for ever, without songs \(demo\)[^]*called match is named \.\/match/],
    [['ingest', 'match', 'demo', 'dmeo'], /2 problems:[^]*"dmeo"[^]*ingest and match run for ever/],
  ])('%j are refused with a hint', (words, text) => {
    expect(() => readWords(words)).toThrow(text);
  });
});
