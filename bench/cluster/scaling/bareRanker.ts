import { searchRule } from '../../../src/mashability/conditions/matchRule.js';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileWorkspaces } from '../../../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { connectMongo } from '../../../src/adapters/mongo/connectMongo.js';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import { mongoOptionsOf, s3OptionsOf } from '../../../src/cli/runtime/wiring/clusterOptions.js';
import { scorersOf } from '../../../src/cli/runtime/wiring/scorersOf.js';
import { featuresVersion } from '../../../src/domain/featuresVersion.js';
import { silentObserver } from '../../../src/metrics.js';
import type { MatchOptions } from '../../../src/operators/match/matchOptions.js';
import type { LogRecord } from '../../../src/ports/log.js';
import { matchTopologies } from '../../../src/topologies/match.js';
import { run } from '../../../src/topologies/run.js';
import { trackUnsettled } from '../../../src/topologies/unsettled.js';
import { configOf, type Settings } from '../../../test/services/cluster/support/settings.js';
import { arrayLog } from './arrayLog.js';

/** What the ranker is told at its beginning. */
export interface BareRanking {
  readonly settings: Settings;
  readonly seeds: readonly string[];
}

const request = (seedClipId: string, offset: number): LogRecord => ({
  ...{ topic: 'rerank', partition: 0, offset, key: seedClipId, headers: {}, timestamp: 0 },
  value: new TextEncoder().encode(JSON.stringify({ schema: 1, seedClipId, why: 'new-seed' })),
});

/** Ranks the seeds by the stages of the match topology, with catalogue and blobs, and without a log; begins when it is told anything more. */
async function rankAll({ settings, seeds }: BareRanking): Promise<void> {
  const config = configOf(settings);
  const mongo = await connectMongo(mongoOptionsOf(config));
  const blobs = s3BlobStore(s3OptionsOf(config));
  await blobs.reach();
  const workspaces = fileWorkspaces(join(tmpdir(), 'bare-ranker'));
  const options: MatchOptions = {
    ...{ observer: silentObserver, clock: systemClock, concurrency: config.concurrency },
    ...{ catalogue: mongo.catalogue, scorers: scorersOf(config, { blobs, workspaces }) },
    terms: { orderOf: () => 0, newest: () => '' },
    ...{
      shortlist: config.shortlist,
      rankingSize: config.rankingSize,
      runSeed: config.seed,
      featuresVersion,
    },
    ...{ useDoubtful: config.useDoubtful, enoughPartners: config.enoughPartners },
    rule: searchRule(config),
  };
  const start = once(process, 'message');
  process.send?.('ready');
  await start;
  const { log, done } = arrayLog(seeds.map(request));
  const running = run({
    topologies: matchTopologies(options).filter(({ name }) => name === 'rank'),
    ...{ log, attempts: mongo.attempts, unsettled: trackUnsettled(systemClock) },
  });
  await Promise.race([done, running.ended]);
  process.send?.('done');
  running.stop();
  blobs.close();
  await mongo.close();
  process.disconnect();
}

process.once('disconnect', () => process.exit());
const [given] = (await once(process, 'message')) as [BareRanking]; // rankScaling.ts sends it
await rankAll(given);
