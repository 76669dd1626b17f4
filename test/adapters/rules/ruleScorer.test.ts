import { describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { amuScorer } from '../../../src/adapters/rules/amuScorer.js';
import { featureStore } from '../../../src/adapters/rules/featureStore.js';
import { leeScorer } from '../../../src/adapters/rules/leeScorer.js';
import { ruleScorer, type TripleParts } from '../../../src/adapters/rules/ruleScorer.js';
import type { Clip } from '../../../src/domain/clip.js';
import { amuTriple } from '../../../src/mashability/amuTriple.js';
import { quickPreScore } from '../../../src/mashability/quickPreScore.js';
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
  it('judges each pair as it will be rendered: the harmonic part shifted, the others not, from the first downbeat', async () => {
    const { features, clips } = await make();
    const [seed, harmonic, percussion] = clips;
    const judged: TripleParts[] = [];
    const scorer = ruleScorer({
      ...{ name: 'n', version: 'v', features },
      judge: (parts) => (judged.push(parts), { score: judged.length, axes: {} }),
    });
    const pairs = [
      { harmonic, percussion, shift: -3 },
      { harmonic: percussion, percussion: harmonic, shift: -6 },
    ];
    expect((await scorer.score(seed, pairs)).map(({ score }) => score)).toEqual([1, 2]);
    expect(judged.map(({ harmonic: { shift } }) => shift)).toEqual([-3, -6]);
    for (const { vocal, percussion: drums, harmonic: part } of judged) {
      expect([vocal.shift, drums.shift]).toEqual([0, 0]);
      expect([vocal.from, drums.from, part.from]).toEqual([0, 0, 0]);
    }
    expect([judged[0].vocal.bpm, judged[0].harmonic.bpm, judged[0].percussion.bpm]).toEqual([120, 110, 130]);
    expect(judged[0].vocal.stem).toBe(await features.stem(seed, 'vocal'));
    expect(judged[0].harmonic.stem).toBe(await features.stem(harmonic, 'harmonic'));
    expect(judged[0].percussion.stem).toBe(await features.stem(percussion, 'percussion'));
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
    expect(await scorer.preScore(seed, 'harmonic', [h, seed])).toEqual([expected, expect.any(Number)]);
    const drums = quickPreScore(vocal, await placed(h, 'percussion', 0), 'percussion');
    expect(await scorer.preScore(seed, 'percussion', [h])).toEqual([drums]);
  });

  it('amu and lee give their score with its reasons', async () => {
    const { features, clips } = await make();
    const [seed, harmonic, percussion] = clips;
    const pairs = [{ harmonic, percussion, shift: -3 }];
    const [amu] = await amuScorer(features).score(seed, pairs);
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
    const [lee] = await leeScorer(features).score(seed, pairs);
    expect(lee.score).toBeCloseTo(lee.axes.harmonic * lee.axes.texture + lee.axes.tempo, 9);
    expect([amuScorer(features).name, leeScorer(features).name]).toEqual(['amu', 'lee']);
  });
});
