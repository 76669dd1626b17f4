import { describe, expect, it } from 'vitest';
import type { EvaluatedClip } from '../../src/evaluation/evaluatedClip.js';
import { pairQueries, type PairTask } from '../../src/evaluation/pairQueries.js';
import { tripleQueries } from '../../src/evaluation/tripleQueries.js';
import type { PlayUnwarped, UnwarpedPart } from '../../src/evaluation/unwarpedPart.js';
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
/** Keeps who was asked to be played, and how. */
function playing(): { readonly played: UnwarpedPart[]; readonly play: PlayUnwarped } {
  const played: UnwarpedPart[] = [];
  return {
    played,
    play(part) {
      played.push(part);
      return part.clip;
    },
  };
}

const wrongOf = (task: PairTask, clipId: string) =>
  pairQueries(clips, task, playing().play)
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
    const queries = pairQueries(
      clips,
      { role: 'harmonic', seeker: 'voice', condition: 'matched' },
      playing().play,
    );
    expect(queries.map(({ right: { seed, clip, shift } }) => [seed.clipId, clip.clipId, shift])).toEqual(
      ['a', 'a again', 'up'].map((name) => [name, name, 0]),
    );
  });

  it('at another tempo each part plays unwarped, off the beat, in its voice’s key where it has one', () => {
    const { played, play } = playing();
    const task = { role: 'harmonic', seeker: 'voice', condition: 'unmatched-tempo' } as const;
    const queries = pairQueries(clips, task, play);
    expect(queries.find(({ right }) => right.clip.clipId === 'fast')?.wrong.map(idAndShift)).toEqual(
      expect.arrayContaining([
        ['a', 0],
        ['a again', 0],
        ['up', -2],
        ['no voice', 1],
      ]),
    );
    expect(played.length).toBe(queries.flatMap(({ wrong }) => wrong).length);
    for (const { clip, seed, offset } of played)
      for (const { grid } of [clip, seed]) {
        const beats = Math.abs(offset) / (60 / grid.bpm);
        expect(Math.abs(beats - Math.round(beats))).toBeGreaterThan(1 / 8);
      }
  });

  it('a part may look for voices over which it plays unwarped', () => {
    const { played, play } = playing();
    const task = { role: 'percussion', seeker: 'part', condition: 'unmatched-tempo' } as const;
    const [query] = pairQueries(clips, task, play).filter(({ right }) => right.clip.clipId === 'fast');
    expect(query.wrong.every(({ clip, shift }) => clip.clipId === 'fast' && shift === 0)).toBe(true);
    expect(query.wrong.map(({ seed }) => seed.clipId).sort()).toEqual(['a', 'a again', 'far key', 'up']);
    expect(played.some(({ clip, seed }) => clip.clipId === 'fast' && seed.clipId === 'a')).toBe(true);
  });

  it('in another key and at another tempo nothing is shifted; 24 of many are drawn, the same each time', () => {
    const many = Array.from({ length: 90 }, (_, n) =>
      of(`song ${n}`, { bpm: n % 2 ? 100 : 120, tonic: n % 3 }),
    );
    const task = { role: 'harmonic', seeker: 'voice', condition: 'unmatched-key-tempo' } as const;
    const drawn = () => pairQueries(many, task, playing().play);
    expect(drawn()).toEqual(drawn());
    for (const { wrong } of drawn()) {
      expect(wrong.length).toBe(24);
      expect(wrong.every(({ shift }) => shift === 0)).toBe(true);
    }
  });
});

const idAndShift = ({ clip, shift }: { clip: { clipId: string }; shift: number }) => [clip.clipId, shift];

describe('tripleQueries', () => {
  it('draws harmonies and drums by the condition, the same each time', () => {
    const [query] = tripleQueries(clips, 'matched', playing().play);
    const [{ harmonics, percussions }] = query.wrong;
    expect(query.wrong.length).toBe(1);
    expect(harmonics.map(({ clip, shift }) => [clip.clipId, shift]).sort()).toEqual([
      ['no voice', 1],
      ['up', -2],
    ]);
    expect(percussions.map(({ clipId }) => clipId).sort()).toEqual(['far key', 'no voice', 'up']);
    expect(tripleQueries(clips, 'matched', playing().play)).toEqual(
      tripleQueries(clips, 'matched', playing().play),
    );
  });

  it('draws eight of many', () => {
    const many = Array.from({ length: 30 }, (_, n) => of(`song ${n}`, {}));
    const queries = tripleQueries(many, 'matched', playing().play);
    for (const { wrong } of queries)
      expect(wrong.map(({ harmonics, percussions }) => [harmonics.length, percussions.length])).toEqual([
        [8, 8],
      ]);
    const first = new Set(queries.map(({ wrong: [grid] }) => grid.harmonics[0].clip.clipId));
    expect(first.size).toBeGreaterThan(5);
  });

  it('at another tempo half of the mashups move the harmony off the beat, half the drums', () => {
    const many = Array.from({ length: 40 }, (_, n) => of(`song ${n}`, { bpm: n % 2 ? 100 : 120 }));
    const { played, play } = playing();
    const [{ seed, wrong }] = tripleQueries(many, 'unmatched-tempo', play);
    expect(wrong.map(({ harmonics, percussions }) => harmonics.length * percussions.length)).toEqual([
      32, 32,
    ]);
    const own = played.filter((part) => part.seed === seed);
    expect(own.slice(0, 12).map(({ offset }) => offset !== 0)).toEqual([
      ...Array.from({ length: 4 }, () => true),
      ...Array.from({ length: 8 }, () => false),
    ]);
    expect(own.slice(12).map(({ offset }) => offset !== 0)).toEqual([
      ...Array.from({ length: 4 }, () => false),
      ...Array.from({ length: 8 }, () => true),
    ]);
  });
});
