import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fileBlobStore } from '../src/adapters/files/fileBlobStore.js';
import { amuScorer } from '../src/adapters/rules/amuScorer.js';
import { featureStore } from '../src/adapters/features/featureStore.js';
import { fitScorer } from '../src/adapters/rules/fitScorer.js';
import { dualNetScorer } from '../src/cli/runtime/wiring/dualNetScorer.js';
import { randomFrom } from '../src/domain/random.js';
import { searchRule } from '../src/mashability/conditions/matchRule.js';
import { pairsOf } from '../src/operators/match/pairsOf.js';
import type { Scorer } from '../src/ports/scorer.js';
import type { BenchRow } from './benchRow.js';
import { featureSets } from './featureSets.js';
import { madeClip } from './madeClip.js';
import { spent } from './spent.js';
import { writeUntaughtModel } from './untaughtModel.js';

const partners = 500;
const searches = 200;

/**
 * Pre-scores of a voice with 500 harmonies, each at all seven shifts, features in memory: pairs of clips a second of processor time, by the way
 * on which a search asks for them.
 */
export async function preScoresBench(): Promise<readonly BenchRow[]> {
  const dir = mkdtempSync(join(tmpdir(), 'mashstream-bench-'));
  const blobs = fileBlobStore(dir);
  try {
    const sets = await featureSets(blobs, partners + 1);
    const random = randomFrom('bench', 'pre-scores');
    const clips = Array.from({ length: partners + 1 }, (_, n) => ({
      ...madeClip(n, random),
      features: sets[n],
    }));
    const rule = searchRule({ maxShift: 3, maxStretch: 0.12 });
    const pairs = clips.slice(1).flatMap((clip) => pairsOf(clips[0], 'harmonic', clip, rule));
    const stems = featureStore(blobs);
    const row = async (name: string, scorer: Scorer): Promise<BenchRow> => {
      await scorer.preScore(pairs);
      const { cpu } = await spent(async () => {
        for (let n = 0; n < searches; n += 1) await scorer.preScore(pairs);
      });
      return { name, value: (1000 * searches * partners) / cpu, unit: 'pairs/s' };
    };
    const folder = join(dir, 'model');
    await writeUntaughtModel(folder);
    const network = dualNetScorer(stems, { folder });
    try {
      return [
        await row('fit: harmonies at seven shifts', fitScorer(stems)),
        await row('DualNet beside it, encodings in memory', network),
        await row('AMU: harmonies at seven shifts', amuScorer(stems)),
      ];
    } finally {
      await network.close();
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await preScoresBench());
