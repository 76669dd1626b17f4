import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { createTopics } from '../../../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../../../src/adapters/kafka/topics/topicPlans.js';
import { publishSongs } from '../../../../src/cli/songs/publishSongs.js';
import { scanSongs } from '../../../../src/cli/songs/scanSongs.js';
import { kafkaOptionsOf } from '../../../../src/cli/runtime/wiring/clusterOptions.js';
import { openCluster } from '../../../../src/cli/runtime/wiring/openCluster.js';
import type { State } from '../../../../src/cli/runtime/wiring/openState.js';
import { makeBucket } from '../../s3/testBucket.js';
import { configOf, settingsOf, type ClusterServers, type Settings } from './settings.js';
import { startWorker, type Worker, type WorkerOptions } from './worker.js';

/** The pipeline on servers, under names of its own there, so that worlds may share servers. */
export interface World {
  readonly settings: Settings;
  /** What lies on the servers, seen from this process. */
  readonly state: State;
  /** Starts a worker in a new folder. */
  worker(options?: Partial<Omit<WorkerOptions, 'folder'>>): Worker;
  readonly workers: () => readonly Worker[];
  /** Puts the songs of a folder on the ingest topic. */
  publish(songs: string): Promise<void>;
  /** Resolves when nothing waits in any of the topics; fails where that takes longer than so many milliseconds. */
  settled(limit?: number): Promise<void>;
  /** The same of some topics. */
  settledIn(topics: readonly InnerTopic[]): Promise<void>;
  /** Ends all workers, without ceremony. */
  close(): Promise<void>;
}

/** Of each topic between a song and its rankings, upstream first, the group that works on it. */
const groups = { tracks: 'identify', works: 'ingest', clips: 'notice', rerank: 'rank' } as const;

type InnerTopic = keyof typeof groups;
const innerTopics: readonly InnerTopic[] = ['tracks', 'works', 'clips', 'rerank'];

/** Makes topics and bucket; `folder` is for the workers. */
export async function openWorld(servers: ClusterServers, folder: string): Promise<World> {
  const settings = settingsOf(servers, `w${randomUUID().slice(0, 8)}`);
  const config = configOf(settings);
  await createTopics(kafkaOptionsOf(config), topicPlans({ partitions: 4, replication: 1 }));
  await makeBucket(servers.s3);
  const state = await openCluster(config, {});
  const workers: Worker[] = [];
  return {
    ...{ settings, state },
    worker(options = {}) {
      const own = `${folder}/worker ${workers.length + 1}`;
      const worker = startWorker({ folder: own, ...options, settings: { ...settings, ...options.settings } });
      workers.push(worker);
      return worker;
    },
    workers: () => workers,
    async publish(songs) {
      const { problems } = await publishSongs((await scanSongs([songs], { skip: [] })).songs, state);
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
    },
    settled: (limit) => settled({ state, workers, limit }, innerTopics),
    settledIn: (topics) => settled({ state, workers }, topics),
    async close() {
      for (const worker of workers) worker.kill('SIGKILL');
      await Promise.allSettled(workers.map(({ ended }) => ended));
      await state.close();
    },
  };
}

/** With much else on the machine. */
const longest = 360_000;

interface Settling {
  readonly state: State;
  readonly workers: readonly Worker[];
  readonly limit?: number | undefined;
}

async function settled(
  { state: { log }, workers, limit = longest }: Settling,
  topics: readonly InnerTopic[],
): Promise<void> {
  const end = Date.now() + limit;
  for (let calm = 0; calm < 3;) {
    let waits = '';
    for (const topic of topics) if (waits === '' && (await log.waits(groups[topic], [topic]))) waits = topic;
    calm = waits === '' ? calm + 1 : 0;
    if (Date.now() > end) throw new Error(`${waits} still waits after ${limit} ms:\n${lastWords(workers)}`);
    await pause(300);
  }
}

/** For who looks into a failure. */
const lastWords = (workers: readonly Worker[]): string =>
  workers.map((worker, i) => `worker ${i + 1}: ${worker.stderr().slice(-2000)}`).join('\n');
