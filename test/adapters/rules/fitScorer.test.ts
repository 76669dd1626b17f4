import { describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { featureStore } from '../../../src/adapters/features/featureStore.js';
import { fitScorer } from '../../../src/adapters/rules/fitScorer.js';
import { panelHash } from '../../../src/mashability/fit/panelHash.js';
import { fitWeights } from '../../../src/mashability/fit/fitTriples.js';
import type { ScoredPair } from '../../../src/ports/scorer.js';
import { storedClip } from '../../support/clips.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

/** A voice at 120 bpm, and the same part at 120 and at 134.4 bpm: 12 % faster. */
async function made() {
  const blobs = fileBlobStore(directory());
  const [seed, part] = await Promise.all([storedClip('seed', {}, blobs), storedClip('part', {}, blobs)]);
  const fast = { ...part, grid: { ...part.grid, bpm: 1.12 * part.grid.bpm } };
  return { stems: featureStore(blobs), seed, part, fast };
}

describe('fitScorer', () => {
  it('names the panel by which it is centred in its version', async () => {
    const { stems } = await made();
    expect(fitScorer(stems).version).toBe(`3-${panelHash}`);
    expect(panelHash).toMatch(/^[0-9a-f]{8}$/);
  });

  it('gives a pair before any triple what its harmony counts for in one', async () => {
    const { stems, seed, part } = await made();
    const scorer = fitScorer(stems, { byEarAlone: true });
    const shifts = [-3, 0, 2];
    const scores = await scorer.preScore(
      shifts.map((shift) => ({ seed, role: 'harmonic', clip: part, shift })),
    );
    const grid = await scorer.score(
      seed,
      shifts.map((shift) => ({ clip: part, shift })),
      [part],
    );
    expect(scores).toEqual(grid.map(([{ axes }]) => axes.harmonic));
  });

  it('gives a pair before any triple the same score in any order and company', async () => {
    const { stems, seed, part, fast } = await made();
    const scorer = fitScorer(stems);
    const pairs = [seed, part].flatMap((voice) =>
      [part, fast, seed].flatMap((clip): readonly ScoredPair[] => [
        ...[-2, 0, 3].map((shift) => ({ seed: voice, role: 'harmonic' as const, clip, shift })),
        { seed: voice, role: 'percussion', clip, shift: 0 },
      ]),
    );
    const together = await scorer.preScore(pairs);
    expect((await scorer.preScore(pairs.toReversed())).toReversed()).toEqual(together);
    const alone = await Promise.all(pairs.map((pair) => fitScorer(stems).preScore([pair])));
    expect(alone.flat()).toEqual(together);
  });

  it('counts what must be stretched for less, before any triple as well', async () => {
    const { stems, seed, part, fast } = await made();
    const scorer = fitScorer(stems);
    const grid = await scorer.score(seed, [{ clip: part, shift: 0 }], [part, fast]);
    expect(grid[0][0].axes.ease).toBeCloseTo(0, 9);
    expect(grid[0][1].axes.ease).toBeCloseTo(-0.5, 9);
    expect(grid[0][0].score - grid[0][1].score).toBeCloseTo(fitWeights.ease / 2, 9);
    for (const role of ['harmonic', 'percussion'] as const) {
      const pair = { seed, role, shift: 0 } as const;
      const [plain, stretched] = await scorer.preScore([
        { ...pair, clip: part },
        { ...pair, clip: fast },
      ]);
      expect(plain - stretched).toBeCloseTo(fitWeights.ease / 2, 9);
    }
  });

  it('counts keys that go together for more, at the shift at which they do', async () => {
    const { stems, seed, part } = await made();
    const scorer = fitScorer(stems);
    const inD = { ...part, key: { ...part.key, tonic: part.key.tonic + 2 } };
    const [[plain], [moved]] = await scorer.score(
      seed,
      [
        { clip: part, shift: 0 },
        { clip: inD, shift: 0 },
      ],
      [part],
    );
    expect([plain.axes.key, moved.axes.key]).toEqual([1, 0]);
    expect(plain.score - moved.score).toBeCloseTo(fitWeights.key, 9);
    const pair = { seed, role: 'harmonic' } as const;
    const [same, apart] = await scorer.preScore([
      { ...pair, clip: part, shift: -2 },
      { ...pair, clip: inD, shift: -2 },
    ]);
    expect(apart - same).toBeCloseTo(fitWeights.key, 9);
  });

  it('counts a voice that sings in most bars for more than one that hardly sings', async () => {
    const { stems, seed, part } = await made();
    const sings = (sungShare: number) => ({
      ...seed,
      voice: { sungShare, leak: null, drumAgreement: null, range: null, sung: [] },
    });
    const score = async (sungShare: number) => {
      const parts = [[{ clip: part, shift: 0 }], [part]] as const;
      const [[found]] = await fitScorer(stems).score(sings(sungShare), ...parts);
      return found;
    };
    const [much, little] = [await score(0.9), await score(0.5)];
    expect([much.axes.voice, little.axes.voice]).toEqual([1, expect.closeTo(0.5, 9)]);
    expect(much.score - little.score).toBeCloseTo(fitWeights.voice / 2, 9);
  });

  it('compares by what is heard alone where it is asked to', async () => {
    const { stems, seed, part, fast } = await made();
    const [[plain, stretched]] = await fitScorer(stems, { byEarAlone: true }).score(
      seed,
      [{ clip: part, shift: 0 }],
      [part, fast],
    );
    expect(stretched).toEqual(plain);
    expect(Object.keys(plain.axes)).toEqual(['harmonic', 'rhythmic', 'groove']);
  });
});
