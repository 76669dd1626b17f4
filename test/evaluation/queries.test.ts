import { describe, expect, it } from 'vitest';
import type { EvaluatedClip } from '../../src/evaluation/evaluatedClip.js';
import { pairQueries, type PairTask } from '../../src/evaluation/pairQueries.js';
import { tripleQueries } from '../../src/evaluation/tripleQueries.js';
import { clipOf, type ClipShape } from '../support/clips.js';

const of = (name: string, shape: ClipShape, composition = name): EvaluatedClip => ({
  clip: clipOf(name, shape),
  composition,
});

const clips = [
  of('a', { bpm: 120, tonic: 0 }),
  of('a again', { bpm: 120, tonic: 0 }, 'a'),
  of('up', { bpm: 126, tonic: 2 }),
  of('far key', { bpm: 120, tonic: 6 }),
  of('fast', { bpm: 160, tonic: 0 }),
  of('no voice', { bpm: 118, tonic: 11, vocal: false }),
  of('in three', { bpm: 120, tonic: 0, meter: 3 }),
];
const wrongOf = (task: PairTask, clipId: string) =>
  pairQueries(clips, task)
    .filter(({ right }) => right.clip.clipId === clipId)
    .flatMap(({ wrong }) => wrong.map(({ seed, clip, shift }) => [seed.clipId, clip.clipId, shift]));

describe('pairQueries', () => {
  it('asks for matched harmonies of other compositions, shifted into the voice’s key', () => {
    expect(wrongOf({ role: 'harmonic', seeker: 'voice', condition: 'matched' }, 'a')).toEqual([
      ['a', 'up', -2],
      ['a', 'no voice', 1],
    ]);
  });

  it('asks for a harmony’s voices, the harmony shifted into the key of each', () => {
    expect(wrongOf({ role: 'harmonic', seeker: 'part', condition: 'matched' }, 'up')).toEqual([
      ['a', 'up', -2],
      ['a again', 'up', -2],
    ]);
  });

  it('drums have no key', () => {
    expect(wrongOf({ role: 'percussion', seeker: 'voice', condition: 'matched' }, 'a')).toEqual([
      ['a', 'up', 0],
      ['a', 'far key', 0],
      ['a', 'no voice', 0],
    ]);
  });

  it('in another key nothing is shifted', () => {
    expect(wrongOf({ role: 'harmonic', seeker: 'voice', condition: 'unmatched-key' }, 'a')).toEqual([
      ['a', 'up', 0],
      ['a', 'far key', 0],
      ['a', 'no voice', 0],
    ]);
  });

  it('the right answer is of the same clip, as it is; who has no voice, or no wrong answer, does not ask', () => {
    const queries = pairQueries(clips, { role: 'harmonic', seeker: 'voice', condition: 'matched' });
    expect(queries.map(({ right: { seed, clip, shift } }) => [seed.clipId, clip.clipId, shift])).toEqual(
      ['a', 'a again', 'up'].map((name) => [name, name, 0]),
    );
  });
});

describe('tripleQueries', () => {
  it('draws harmonies and drums by the condition, the same each time', () => {
    const [query] = tripleQueries(clips, 'matched');
    expect(query.harmonics.map(({ clip, shift }) => [clip.clipId, shift]).sort()).toEqual([
      ['no voice', 1],
      ['up', -2],
    ]);
    expect(query.percussions.map(({ clipId }) => clipId).sort()).toEqual(['far key', 'no voice', 'up']);
    expect(tripleQueries(clips, 'matched')).toEqual(tripleQueries(clips, 'matched'));
  });

  it('draws eight of many', () => {
    const many = Array.from({ length: 30 }, (_, n) => of(`song ${n}`, {}));
    for (const { harmonics, percussions } of tripleQueries(many, 'matched'))
      expect([harmonics.length, percussions.length]).toEqual([8, 8]);
    const first = new Set(tripleQueries(many, 'matched').map(({ harmonics }) => harmonics[0].clip.clipId));
    expect(first.size).toBeGreaterThan(5);
  });
});
