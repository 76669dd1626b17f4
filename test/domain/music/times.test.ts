import { describe, expect, it } from 'vitest';
import { problemText } from '../../../src/domain/text/problemText.js';
import { trackMessageSchema } from '../../../src/domain/track.js';

/** What is wrong with the facts given in a track's message. */
const problems = (given: unknown): string[] =>
  (trackMessageSchema.safeParse({ schema: 1, uri: '/a', given }).error?.issues ?? []).map(
    (issue) => `${issue.path.join('.')} ${problemText(issue)}`,
  );
const every = (seconds: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => i * seconds);

describe('beats that are given', () => {
  it.each([
    ['from 20', every(3, 10)],
    ['to 400 bpm', every(0.15, 10)],
    ['of ten hours at 400 bpm', every(0.15, 240_000)],
  ])('%s are taken', (_, beats) => expect(problems({ beats })).toEqual([]));

  it.each<readonly [string, unknown, RegExp]>([
    ['too far apart', [0, 3.01], /^given\.beats entry 2 comes 3\.01 s after .* 0\.15 to 3 s apart$/],
    ['too near', [0, 0.5, 0.64], /^given\.beats entry 3 comes 0\.14 s after/],
    ['backwards', [1, 0.5], /entry 2 comes -0\.5 s after .* must ascend/],
    ['at once', [0, 0], /entry 2 comes 0 s after/],
    ['before the song', [-1, 0], /entry 1 must be a time from 0 to 36000 seconds/],
    ['after the longest song', [35_999, 36_001], /entry 2 must be a time/],
    ['of no number', [0, '0.5'], /entry 2 must be a time/],
    ['infinite', [0, Infinity], /entry 2 must be a time/],
    ['too few', [0], /at least 2 entries/],
    ['too many', every(0.15, 240_001), /at most 240000 entries/],
    ['no list', { 0: 1 }, /must be a list of times/],
  ])('%s are refused, in one sentence', (_, beats, reason) => {
    expect(problems({ beats })).toEqual([expect.stringMatching(reason)]);
  });

  it('are one problem, however many are wrong', () => {
    expect(problems({ beats: Array.from({ length: 200_000 }, () => 'x') })).toHaveLength(1);
  });
});

it.each([
  [every(0.3, 5), 0],
  [every(18, 5), 0],
  [[36_000], 0],
  [[0, 0.29], 1],
  [[0, 18.1], 1],
  [[], 1],
])('downbeats lie two beats at 400 bpm to six at 20 bpm apart: %j', (downbeats, wrong) => {
  expect(problems({ downbeats })).toHaveLength(wrong);
});

it('bounds the first downbeat, and the list of roles', () => {
  expect(problems({ firstDownbeat: 36_000 })).toEqual([]);
  expect(problems({ firstDownbeat: 36_001 })).toEqual(['given.firstDownbeat must be at most 36000']);
  expect(problems({ exclude: Array.from({ length: 100_000 }, () => 0) })).toEqual([
    'given.exclude must have at most 16 entries',
  ]);
});
