import { setTimeout as wait } from 'node:timers/promises';
import { filter, firstValueFrom } from 'rxjs';
import { createKafka } from '../../../src/adapters/kafka/client/createKafka.js';
import { clusterNames } from '../../../src/adapters/kafka/log/clusterNames.js';
import { kafkaOptionsOf } from '../../../src/cli/runtime/wiring/clusterOptions.js';
import { stamped } from '../../../src/domain/clip.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { Log } from '../../../src/ports/log.js';
import { configOf, type Settings } from '../../../test/services/cluster/support/settings.js';
import { openWorld, type World } from '../../../test/services/cluster/support/world.js';
import type { BenchRow } from '../../benchRow.js';
import { featureSets } from '../../featureSets.js';
import { madeClip } from '../../madeClip.js';
import { addressesOf, type Servers } from '../startServers.js';
import type { BareRanking } from './bareRanker.js';
import { startChild } from './child.js';
import { evenKeys } from './evenKeys.js';

/** Those of the world's topics. */
const partitions = 4;
/** FerretDB reads all of them at each query: more would measure it and nothing else. */
const clips = 40;
const sets = 20;
const rounds = 5;

/**
 * Makes the clips; resolves to the ids of those that are voices, as many for each partition of the requests. No others are: workers would ask for
 * their rankings too.
 */
async function fill({ state }: World): Promise<readonly (readonly string[])[]> {
  const features = await featureSets(state.blobs, sets);
  const random = randomFrom('bench', 'rank scaling');
  const made = Array.from({ length: clips }, (_, n) => madeClip(n, random));
  const groups = evenKeys(
    made.map(({ clipId }) => clipId),
    partitions,
  );
  const voices = new Set(groups.flat());
  for (const [n, clip] of made.entries()) {
    const supplies = { vocal: voices.has(clip.clipId), harmonic: true, percussion: true };
    await state.catalogue.putClip(
      stamped({ ...clip, supplies, features: features[n % sets], trusted: true }),
    );
  }
  return groups;
}

/** Two processes that rank half of the voices each, without a log. */
async function bare(world: World): Promise<number> {
  const groups = await fill(world);
  const halves = [groups.slice(0, partitions / 2).flat(), groups.slice(partitions / 2).flat()];
  const children = halves.map((seeds) => {
    const given: BareRanking = { settings: world.settings, seeds };
    return startChild<string>('bareRanker.ts', given);
  });
  const all = (word: string): Promise<unknown> =>
    Promise.all(children.map((child) => child.hear((told): told is string => told === word)));
  await all('ready');
  const began = performance.now();
  for (const child of children) child.say('begin');
  await all('done');
  const seconds = (performance.now() - began) / 1000;
  await Promise.all(children.map(({ ended }) => ended));
  return groups.flat().length / seconds;
}

/** Two workers of the real program that share the requests. */
async function program(world: World): Promise<number> {
  const quiet = { names: ['match'], environment: { MASHSTREAM_LOG_LEVEL: 'info' } } as const;
  const workers = [world.worker(quiet), world.worker(quiet)];
  await bothIn(world.settings);
  const seeds = (await fill(world)).flat();
  const { log } = world.state;
  const requests = seeds.map((seedClipId) => ({
    key: seedClipId,
    value: new TextEncoder().encode(JSON.stringify({ schema: 1, seedClipId, why: 'new-seed' })),
  }));
  const began = performance.now();
  const ranked = rankedAll(log, seeds);
  await log.append('rerank', requests);
  await ranked;
  while (await log.waits('rank', ['rerank'])) await wait(100);
  const seconds = (performance.now() - began) / 1000;
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  return seeds.length / seconds;
}

/** Resolves when each seed has a ranking: who asked all the time whether anything waits would take Kafka's time. */
async function rankedAll(log: Log, seeds: readonly string[]): Promise<void> {
  const left = new Set(seeds);
  await firstValueFrom(
    log.readTable('mashups', { follow: true }).pipe(filter(({ key }) => left.delete(key) && left.size === 0)),
  );
}

/** Resolves when both are members of the group and it has come to rest. */
async function bothIn(settings: Settings): Promise<void> {
  const kafka = kafkaOptionsOf(configOf(settings));
  const admin = createKafka(kafka).admin();
  await admin.connect();
  const name = clusterNames(kafka).group('rank');
  for (let calm = 0; calm < 5;) {
    const [group] = (await admin.describeGroups([name])).groups;
    calm = group.state === 'Stable' && group.members.length === 2 ? calm + 1 : 0;
    await wait(200);
  }
  await admin.disconnect();
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function inWorld(
  servers: Servers,
  folder: string,
  work: (world: World) => Promise<number>,
): Promise<number> {
  const world = await openWorld(addressesOf(servers), folder);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

/** Rankings a second through the log against the same without it; rounds of both in turn, the middle one counts. */
export async function rankScaling(servers: Servers, folder: string): Promise<readonly BenchRow[]> {
  const [without, through]: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds; n += 1) {
    without.push(await inWorld(servers, folder, bare));
    through.push(await inWorld(servers, `${folder}/round ${n}`, program));
  }
  const [alone, ours] = [median(without), median(through)];
  return [
    {
      name: `rankings a second among ${clips} clips, two processes without a log`,
      value: alone,
      unit: '1/s',
    },
    { name: 'the same, two match workers', value: ours, unit: '1/s' },
    { name: 'match workers / without a log', value: ours / alone, unit: '×' },
  ];
}
