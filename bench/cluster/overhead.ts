import { PutObjectCommand } from '@aws-sdk/client-s3';
import { MongoClient } from 'mongodb';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { lastValueFrom, pipe } from 'rxjs';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { createKafka } from '../../src/adapters/kafka/client/createKafka.js';
import { kafkaLog } from '../../src/adapters/kafka/log/kafkaLog.js';
import { connectMongo } from '../../src/adapters/mongo/connectMongo.js';
import { createS3Client } from '../../src/adapters/s3/createS3Client.js';
import { s3BlobStore } from '../../src/adapters/s3/s3BlobStore.js';
import { silentObserver } from '../../src/metrics.js';
import type { Leaving } from '../../src/operators/stream/output.js';
import { stage } from '../../src/operators/stream/stage.js';
import type { Log } from '../../src/ports/log.js';
import { run } from '../../src/topologies/run.js';
import { anyTopology, type Topology } from '../../src/topologies/topology.js';
import { trackUnsettled } from '../../src/topologies/unsettled.js';
import type { BenchRow } from '../benchRow.js';
import { openServers, type OpenServers } from './openServers.js';

const tracks = 1000;
const atOnce = 16;
const blob = new Uint8Array(4096).fill(7);

const keyOf = (n: number): string => `song ${n}`;

async function publish(log: Log): Promise<void> {
  const value = new TextEncoder().encode(JSON.stringify({ schema: 1, uri: '/a.mp3' }));
  await log.append(
    'tracks',
    Array.from({ length: tracks }, (_, n) => ({ key: keyOf(n), value })),
  );
}

/** Tracks a second through the pipeline: one record in, one blob, one document, one record out; committed. */
async function throughPipeline({ kafka, mongoUrl, s3 }: OpenServers): Promise<number> {
  const log = kafkaLog(kafka, { clock: systemClock });
  const mongo = await connectMongo({ url: mongoUrl, database: 'pipeline', poolSize: 1 });
  const blobs = s3BlobStore(s3);
  const options = { observer: silentObserver, clock: systemClock, concurrency: atOnce };
  const work = stage<unknown, Leaving>('work', options, async (_, { key }) => {
    const { key: name } = await blobs.putBytes(`pipeline/${key}.bin`, blob);
    await mongo.catalogue.putTrack({
      ...{ trackId: key, publications: [], source: { uri: name }, given: {}, regions: [] },
      ...{ complete: true, clipIds: [], notes: [] },
    });
    return { outputs: [{ topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } }] };
  });
  const topology: Topology<'tracks'> = {
    ...{ name: 'pipeline', topic: 'tracks', inWork: atOnce, waiting: 64 },
    operator: (write) => pipe(work, write()),
  };
  const running = run({
    topologies: [anyTopology(topology)],
    ...{ log, attempts: mongo.attempts, unsettled: trackUnsettled(systemClock) },
  });
  const seconds = await timeOf(async () => {
    while (!(await running.idle())) await wait(20);
  });
  await running.drain();
  await log.close();
  await mongo.close();
  blobs.close();
  return tracks / seconds;
}

/** The same calls of the same clients in a bare loop, as many at once, the offsets committed by batch. */
async function throughLoop({ kafka, mongoUrl, s3 }: OpenServers): Promise<number> {
  const client = createKafka(kafka);
  const [consumer, producer] = [
    client.consumer({ groupId: 'loop', maxWaitTimeInMs: 100 }),
    client.producer({ idempotent: true, maxInFlightRequests: 1 }),
  ];
  const mongo = await new MongoClient(mongoUrl, { maxPoolSize: 1, w: 'majority', journal: true }).connect();
  const collection = mongo.db('loop').collection<{ _id: string; json: string }>('tracks');
  const store = createS3Client(s3);
  const one = async (key: string): Promise<void> => {
    await store.send(new PutObjectCommand({ Bucket: s3.bucket, Key: `loop/${key}.bin`, Body: blob }));
    await collection.replaceOne({ _id: key }, { json: JSON.stringify({ key }) }, { upsert: true });
    await producer.send({ topic: 'clips', acks: -1, messages: [{ key, value: JSON.stringify({ key }) }] });
  };
  await Promise.all([consumer.connect(), producer.connect()]);
  await consumer.subscribe({ topic: 'tracks', fromBeginning: true });
  let done = 0;
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const seconds = await timeOf(async () => {
    await consumer.run({
      ...{ autoCommit: false, eachBatchAutoResolve: false },
      eachBatch: async (payload) => {
        const { messages } = payload.batch;
        for (let at = 0; at < messages.length; at += atOnce) {
          const some = messages.slice(at, at + atOnce);
          await Promise.all(some.map(({ key }) => one(String(key))));
          for (const { offset } of some) payload.resolveOffset(offset);
          await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
          done += some.length;
        }
        if (done >= tracks) finish();
      },
    });
    await finished;
  });
  await Promise.all([consumer.disconnect(), producer.disconnect(), mongo.close()]);
  store.destroy();
  return tracks / seconds;
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** What the pipeline adds on servers to bare calls of the same clients, one after the other in one run. */
export async function overheadBench(): Promise<readonly BenchRow[]> {
  const servers = await openServers(4);
  try {
    const log = kafkaLog(servers.kafka, { clock: systemClock });
    await publish(log);
    await lastValueFrom(log.readTable('tracks'));
    await log.close();
    const [bare, ours] = [await throughLoop(servers), await throughPipeline(servers)];
    return [
      { name: 'bare loop: tracks a second', value: bare, unit: '1/s' },
      { name: 'pipeline: tracks a second', value: ours, unit: '1/s' },
      { name: 'pipeline / bare loop', value: ours / bare, unit: '' },
    ];
  } finally {
    await servers.stop();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await overheadBench());
