import { describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { amuScorer } from '../../../src/adapters/rules/amuScorer.js';
import { featureStore } from '../../../src/adapters/features/featureStore.js';
import { leeScorer } from '../../../src/adapters/rules/leeScorer.js';
import { ruleScorer, type PlacedParts } from '../../../src/adapters/rules/ruleScorer.js';
import type { Clip } from '../../../src/domain/clip.js';
import { amuTriple } from '../../../src/mashability/amu/amuTriple.js';
import { quickPreScore } from '../../../src/mashability/amu/quickPreScore.js';
import { storedClip } from '../../support/clips.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const make = async (): Promise<{ features: ReturnType<typeof featureStore>; clips: readonly Clip[] }> => {
  const blobs = fileBlobStore(directory());
  const shapes = { seed: { bpm: 120 }, h: { bpm: 110, tonic: 3 }, p: { bpm: 130, tonic: 6 } };
  const clips = await Promise.all(Object.entries(shapes).map(([id, shape]) => storedClip(id, shape, blobs)));
  return { features: featureStore(blobs), clips };
};

describe('ruleScorer', () => {
  it('judges all triples as they will be rendered: the harmonic part shifted, the others not, from the first downbeat', async () => {
    const { features, clips } = await make();
    const [seed, harmonic, percussion] = clips;
    const judged: PlacedParts[] = [];
    const scorer = ruleScorer({
      ...{ name: 'n', version: 'v', stems: features },
      judge: (parts) => (judged.push(parts), [[{ score: 1, axes: {} }]]),
    });
    const harmonics = [
      { clip: harmonic, shift: -3 },
      { clip: percussion, shift: -6 },
    ];
    expect(await scorer.score(seed, harmonics, [percussion, harmonic])).toEqual([[{ score: 1, axes: {} }]]);
    const [{ vocal, harmonics: chords, percussions: drums }] = judged;
    expect(chords.map(({ shift }) => shift)).toEqual([-3, -6]);
    expect([vocal, ...drums].map(({ shift }) => shift)).toEqual([0, 0, 0]);
    expect([vocal, ...chords, ...drums].map(({ from }) => from)).toEqual([0, 0, 0, 0, 0]);
    expect([vocal, ...chords, ...drums].map(({ bpm }) => bpm)).toEqual([120, 110, 130, 130, 110]);
    expect(vocal.stem).toBe(await features.stem(seed, 'vocal'));
    expect(chords[0].stem).toBe(await features.stem(harmonic, 'harmonic'));
    expect(drums[0].stem).toBe(await features.stem(percussion, 'percussion'));
  });

  it('pre-scores a harmonic part in the seed’s key and drums as they are', async () => {
    const { features, clips } = await make();
    const [seed, h] = clips;
    const scorer = amuScorer(features);
    const placed = async (clip: Clip, role: 'vocal' | 'harmonic' | 'percussion', shift: number) => ({
      ...{ stem: await features.stem(clip, role), shift, from: 0 },
    });
    const vocal = await placed(seed, 'vocal', 0);
    // h is in Eb: three semitones down to C.
    const expected = quickPreScore(vocal, await placed(h, 'harmonic', -3), 'harmonic');
    const pair = { seed, role: 'harmonic', clip: h, shift: -3 } as const;
    expect(await scorer.preScore([pair, { ...pair, clip: seed, shift: 0 }])).toEqual([
      expected,
      expect.any(Number),
    ]);
    const drums = quickPreScore(vocal, await placed(h, 'percussion', 0), 'percussion');
    expect(await scorer.preScore([{ ...pair, role: 'percussion', shift: 0 }])).toEqual([drums]);
  });

  it('amu and lee give their score with its reasons', async () => {
    const { features, clips } = await make();
    const [seed, harmonic, percussion] = clips;
    const triple = [seed, [{ clip: harmonic, shift: -3 }], [percussion]] as const;
    const [[amu]] = await amuScorer(features).score(...triple);
    const part = async (clip: Clip, role: 'vocal' | 'harmonic' | 'percussion', shift: number) => ({
      ...{ stem: await features.stem(clip, role), shift, from: 0 },
    });
    const terms = amuTriple(
      {
        vocal: await part(seed, 'vocal', 0),
        harmonic: await part(harmonic, 'harmonic', -3),
        percussion: await part(percussion, 'percussion', 0),
      },
      'fixed',
    );
    const { total, ...axes } = terms;
    expect(amu).toEqual({ score: total, axes });
    const [[lee]] = await leeScorer(features).score(...triple);
    expect(lee.score).toBeCloseTo(lee.axes.harmonic * lee.axes.texture + lee.axes.tempo, 9);
    expect([amuScorer(features).name, leeScorer(features).name]).toEqual(['amu', 'lee']);
  });

  it('prepares many stems at once, and leaves it to the judging to tell what is lost', async () => {
    const { features, clips } = await make();
    const [seed, h] = clips;
    const scorer = amuScorer(features);
    const lost: Clip = { ...h, clipId: 'lost', features: {} };
    const pairs = [h, lost].map((clip) => ({ seed, role: 'harmonic', clip, shift: 0 }) as const);
    await scorer.prepare([{ clip: seed, role: 'vocal' }, ...pairs]);
    expect(await scorer.preScore(pairs.slice(0, 1))).toHaveLength(1);
    await expect(scorer.preScore(pairs)).rejects.toMatchObject({ code: 'not-found' });
  });
});
