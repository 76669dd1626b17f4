import { describe, expect, it } from 'vitest';
import { clipSchema, stemRefs } from '../../src/domain/clip.js';
import { clipOf } from '../support/clips.js';

const clip = clipOf('c');
const reads = (changes: object): boolean => clipSchema.safeParse({ ...clip, ...changes }).success;
const ref = { key: 'clips/c/vocal.flac', size: 10, sha256: 'a'.repeat(64) };

describe('clipSchema', () => {
  it('takes clips with any of the stems, and silent parts', () => {
    expect(reads({ stems: { vocal: ref }, features: { 'vocal-rules': ref } })).toBe(true);
    expect(reads({ loudness: { vocal: null, harmonic: -20, percussion: null } })).toBe(true);
    expect(reads({ grid: { ...clip.grid, meter: null } })).toBe(true);
  });

  it.each([
    ['stems of unknown names', { stems: { guitar: ref } }],
    ['a loudness for some roles only', { loudness: { vocal: -20 } }],
    ['supplies for some roles only', { supplies: { vocal: true } }],
    ['no bars', { bars: 0 }],
    ['half bars', { bars: 15.5 }],
    ['a negative ordinal', { ordinal: -1 }],
    ['a region before the song', { region: { start: -1, duration: 30 } }],
    ['an empty region', { region: { start: 0, duration: 0 } }],
    ['a confidence above 1', { keyConfidence: 1.1 }],
    ['a share above 1', { vocalActivity: 1.1 }],
    ['an unknown doubt', { doubts: ['strange'] }],
    ['no tempo', { grid: { ...clip.grid, bpm: 0 } }],
    ['a fraction of a beat as downbeat', { grid: { ...clip.grid, downbeats: [0.5] } }],
    ['a negative downbeat', { grid: { ...clip.grid, downbeats: [-1] } }],
    ['a meter of 5', { grid: { ...clip.grid, meter: 5 } }],
    ['a key beyond B', { key: { tonic: 12, mode: 'major' } }],
    ['no clip id', { clipId: '' }],
    ['no track id', { trackId: '' }],
    ['a blob without a whole hash', { stems: { vocal: { ...ref, sha256: 'abc' } } }],
    ['a blob of negative size', { stems: { vocal: { ...ref, size: -1 } } }],
    ['a blob without a key', { stems: { vocal: { ...ref, key: '' } } }],
    ['no source', { source: { title: 'x' } }],
  ])('refuses %s', (_, changes) => expect(reads(changes)).toBe(false));
});

describe('stemRefs', () => {
  const refOf = (key: string) => ({ ...ref, key });
  it('of a role: its stems, or what an earlier version stored as one', () => {
    const apart = { vocals: refOf('v'), bass: refOf('b'), other: refOf('o') };
    expect(stemRefs({ stems: apart }, 'harmonic').map(({ key }) => key)).toEqual(['b', 'o']);
    expect(stemRefs({ stems: apart }, 'vocal').map(({ key }) => key)).toEqual(['v']);
    expect(stemRefs({ stems: apart }, 'percussion')).toEqual([]);
    expect(stemRefs({ stems: { harmonic: refOf('h') } }, 'harmonic').map(({ key }) => key)).toEqual(['h']);
    expect(stemRefs({ stems: { other: refOf('o') } }, 'harmonic').map(({ key }) => key)).toEqual(['o']);
  });
});
