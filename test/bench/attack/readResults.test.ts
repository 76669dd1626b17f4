import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import type { Folder } from '../../../bench/attack/readFolder.js';
import { compareResults, readResults } from '../../../bench/attack/readResults.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const best = 'one over two 11111111';
const second = 'two over one 22222222';

beforeEach(() => {
  for (const name of ['fresh', 'old']) rmSync(at(name), { recursive: true, force: true });
  make('fresh', best);
  cpSync(at('fresh'), at('old'), { recursive: true });
});

function make(out: string, mashup: string): void {
  mkdirSync(at(out, mashup), { recursive: true });
  writeFileSync(at(out, mashup, 'mix.flac'), mashup);
  writeFileSync(at(out, mashup, 'mashup.json'), '{}');
}

/** Only these ids are looked at. */
const ranked = {
  rankings: new Map([['seed', { mashups: ['11111111aa', '22222222bb'].map((mashupId) => ({ mashupId })) }]]),
} as unknown as Folder; // the rest of a folder is not needed here

const found = (): readonly string[] =>
  compareResults({ old: readResults(at('old')), fresh: readResults(at('fresh')) }, ranked).map(
    ({ kind, text }) => `${kind}: ${text}`,
  );

it('finds nothing where results are equal, further ones are ranked, and older ones are put away', () => {
  make('old', second);
  make('old', 'older/three over four 33333333');
  expect(found()).toEqual([]);
});

it('finds a mashup that is missing', () => {
  rmSync(at('old', best), { recursive: true });
  expect(found()).toEqual([`lost: mashup ${best}`]);
});

it('finds other content, and files too many', () => {
  writeFileSync(at('old', best, 'mix.flac'), 'x');
  writeFileSync(at('old', best, 'vocal.flac'), 'x');
  expect(found()).toEqual([
    `stale: mashup ${best}: mix.flac has other content`,
    `stale: mashup ${best}: vocal.flac has other content`,
  ]);
});

it('finds what is ranked no more', () => {
  make('old', 'three over four 33333333');
  expect(found()).toEqual(['stale: mashup three over four 33333333 is ranked no more']);
});

it('finds halves', () => {
  mkdirSync(at('old', second, 'unfinished'), { recursive: true });
  writeFileSync(at('old', second, 'unfinished', 'mix.flac'), 'x');
  expect(found()).toEqual([
    `orphaned: half of a mashup: ${second}`,
    `orphaned: ${second}/unfinished/mix.flac`,
  ]);
});
