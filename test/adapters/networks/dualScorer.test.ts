import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { featureStore, type FeatureStore } from '../../../src/adapters/features/featureStore.js';
import { fitScorer } from '../../../src/adapters/rules/fitScorer.js';
import { dualNetScorer } from '../../../src/cli/runtime/wiring/dualNetScorer.js';
import type { Clip } from '../../../src/domain/clip.js';
import type { ScoredPair, Scorer } from '../../../src/ports/scorer.js';
import { storedClip } from '../../support/clips.js';
import { writeUntaughtModel } from '../../../bench/untaughtModel.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();

let stems: FeatureStore;
let [seed, part, other]: Clip[] = [];
let scorer: Scorer;

beforeAll(async () => {
  const [blobs, folder] = [fileBlobStore(directory('blobs')), directory('model')];
  [seed, part, other] = await Promise.all(
    ['seed', 'part', 'other'].map((name, tonic) => storedClip(name, { tonic }, blobs)),
  );
  stems = featureStore(blobs);
  await writeUntaughtModel(folder);
  scorer = dualNetScorer(stems, { folder });
});
afterAll(() => scorer.close());

const pairsOf = (clip: Clip, shifts: readonly number[]): readonly ScoredPair[] =>
  shifts.map((shift) => ({ seed, role: 'harmonic', clip, shift }));

describe('dualScorer', () => {
  it('is named by its model and the rule beside it', () => {
    expect(scorer.name).toBe('dualnet');
    expect(scorer.version).toMatch(/^[0-9a-f]{12}\+fit3-/);
  });

  it('adds what the network says to the rule, by the weights of the model', async () => {
    const rule = fitScorer(stems, { harmonyWeight: 0.5 });
    const parts = [
      { clip: part, shift: 1 },
      { clip: other, shift: -2 },
    ];
    const [judged, ruled] = await Promise.all(
      [scorer, rule].map((each) => each.score(seed, parts, [part, other])),
    );
    for (const [h, row] of judged.entries())
      for (const [p, { score, axes }] of row.entries()) {
        expect(axes).toEqual({ ...ruled[h][p].axes, network: axes['network'] });
        expect(score).toBeCloseTo(ruled[h][p].score + 2 * axes['network'], 6);
        expect(axes['network']).not.toBe(0);
      }
    expect(judged[0][0].axes['network']).toBe(judged[0][1].axes['network']);
  });

  it('says the same of a pair before any triple, at each shift', async () => {
    const shifts = [-3, 0, 3];
    const [judged, ruled] = await Promise.all(
      [scorer, fitScorer(stems, { harmonyWeight: 0.5 })].map((each) => each.preScore(pairsOf(part, shifts))),
    );
    const grid = await scorer.score(
      seed,
      shifts.map((shift) => ({ clip: part, shift })),
      [part],
    );
    judged.forEach((score, i) => expect(score - ruled[i]).toBeCloseTo(2 * grid[i][0].axes['network'], 6));
    expect(new Set(judged).size).toBe(3);
  });

  it('leaves drums to the rule', async () => {
    const pairs: readonly ScoredPair[] = [{ seed, role: 'percussion', clip: part, shift: 0 }];
    expect(await scorer.preScore(pairs)).toEqual(await fitScorer(stems).preScore(pairs));
  });

  it('says the same in any order and company', async () => {
    const pairs = [...pairsOf(part, [0, 1, 2]), ...pairsOf(other, [0, -1]), ...pairsOf(seed, [0])];
    const together = await scorer.preScore(pairs);
    const alone = await Promise.all(pairs.map(async (pair) => (await scorer.preScore([pair]))[0]));
    expect(await scorer.preScore(pairs.toReversed())).toEqual(together.toReversed());
    alone.forEach((score, i) => expect(score).toBeCloseTo(together[i], 6));
  });

  it('hears both parts moved to C: the whole song in another key is the same to it', async () => {
    const blobs = fileBlobStore(directory('keys'));
    const rows = (at: number) => Uint8Array.from({ length: 256 * 61 }, (_, i) => (i % 61 === at ? 120 : 0));
    const inKey = (tonic: number) => storedClip(`in ${tonic}`, { tonic, rows: rows(24 + tonic) }, blobs);
    const [inC, inD] = await Promise.all([inKey(0), inKey(2)]);
    const folder = directory('again');
    await writeUntaughtModel(folder);
    const apart = dualNetScorer(featureStore(blobs), { folder, weights: { network: 1, harmony: 0 } });
    const ofNetwork = async (voice: Clip, clip: Clip, shift: number) =>
      (await apart.score(voice, [{ clip, shift }], [clip]))[0][0].axes['network'];
    try {
      const own = await ofNetwork(inC, inC, 0);
      expect(await ofNetwork(inD, inD, 0)).toBeCloseTo(own, 6);
      expect(await ofNetwork(inC, inD, -2)).toBeCloseTo(own, 6);
      expect(await ofNetwork(inC, inD, 0)).not.toBeCloseTo(own, 3);
    } finally {
      await apart.close();
    }
  });
});
