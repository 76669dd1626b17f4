import { describe, expect, it } from 'vitest';
import { givenSchema, trackMessageSchema } from '../../src/domain/track.js';

const reads = (message: unknown): boolean => trackMessageSchema.safeParse(message).success;
const song = { schema: 1, uri: '/music/a.mp3' };

describe('trackMessageSchema', () => {
  it('takes a mix, ready stems, or both, and refuses a track without audio', () => {
    expect(reads(song)).toBe(true);
    expect(reads({ schema: 1, stems: { vocals: '/v.wav' } })).toBe(true);
    expect(reads({ ...song, stems: { drums: '/d.wav', bass: '/b.wav', other: '/o.wav' } })).toBe(true);
    expect(reads({ schema: 1 })).toBe(false);
    expect(reads({ schema: 1, stems: {} })).toBe(false);
    expect(reads({ schema: 1, uri: '' })).toBe(false);
    expect(reads({ schema: 1, stems: { vocals: '' } })).toBe(false);
    const { error } = trackMessageSchema.safeParse({ schema: 1, title: 'no audio' });
    expect(error?.issues[0].message).toContain('`uri`');
  });

  it('knows the four stems only', () => {
    expect(reads({ schema: 1, stems: { guitar: '/g.wav' } })).toBe(false);
  });

  it('passes on fields that it does not know, so that a newer publisher is heard', () => {
    const message = { ...song, fingerprint: { size: 1 }, tomorrow: 'x' };
    expect(trackMessageSchema.parse(message)).toEqual(message);
  });

  it.each([
    null,
    3,
    'song',
    [],
    { uri: '/a' },
    { ...song, schema: 2 },
    { ...song, schema: '1' },
    { ...song, title: 7 },
  ])('refuses %j', (message) => expect(reads(message)).toBe(false));
});

describe('givenSchema', () => {
  const given = (facts: unknown): boolean => givenSchema.safeParse(facts).success;

  it('takes what a person can know, all or nothing of it', () => {
    expect(given({})).toBe(true);
    const all = {
      bpm: 92.5,
      key: { tonic: 6, mode: 'minor' },
      meter: 3,
      firstDownbeat: 0,
      beats: [0.1, 0.7, 1.3],
      downbeats: [0.1],
      exclude: ['vocal', 'percussion'],
    };
    expect(givenSchema.parse(all)).toEqual(all);
  });

  it('takes tempi from 20 to 400 bpm, both included', () => {
    expect([20, 400].every((bpm) => given({ bpm }))).toBe(true);
    expect([19.9, 400.1, 0, -120, Number.NaN, Infinity, '120'].some((bpm) => given({ bpm }))).toBe(false);
  });

  it('takes the meters and keys that there are', () => {
    expect([3, 4, 6].every((meter) => given({ meter }))).toBe(true);
    expect([2, 5, 7, 8, '4', null].some((meter) => given({ meter }))).toBe(false);
    const key = (tonic: unknown, mode: unknown = 'major'): boolean => given({ key: { tonic, mode } });
    expect([0, 11].every((tonic) => key(tonic))).toBe(true);
    expect([-1, 12, 1.5, 'C'].some((tonic) => key(tonic))).toBe(false);
    expect(key(0, 'dorian')).toBe(false);
  });

  it('takes no downbeat before the song, and no roles of its own', () => {
    expect(given({ firstDownbeat: -0.1 })).toBe(false);
    expect(given({ exclude: ['drums'] })).toBe(false);
  });

  it('takes beats in their order only: at least two, downbeats at least one', () => {
    expect(given({ beats: [0.5, 1] })).toBe(true);
    expect(given({ beats: [0.5] })).toBe(false);
    expect(given({ downbeats: [] })).toBe(false);
    for (const times of [
      [1, 0.5],
      [0.5, 1, 1],
      [0, 1, 0.9],
    ]) {
      expect(given({ beats: times }), JSON.stringify(times)).toBe(false);
      expect(given({ downbeats: times }), JSON.stringify(times)).toBe(false);
    }
  });
});
