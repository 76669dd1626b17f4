import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { pipe } from 'rxjs';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { connectMongo } from '../../../src/adapters/mongo/connectMongo.js';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import { randomFrom } from '../../../src/domain/random.js';
import { silentObserver } from '../../../src/metrics.js';
import type { Leaving } from '../../../src/operators/stream/output.js';
import { stage } from '../../../src/operators/stream/stage.js';
import { run } from '../../../src/topologies/run.js';
import { anyTopology, type Topology } from '../../../src/topologies/topology.js';
import { trackUnsettled } from '../../../src/topologies/unsettled.js';
import { sleepTopology, type Owning, type SleepWork } from './sleepNames.js';

/** A quarter more or less: of equal length they would all end at the same moment, and queue for the stores. */
const sleepOf = (key: string, sleep: number): number => sleep * randomFrom('sleep', key).range(0.75, 1.25);

const blob = new Uint8Array(4096).fill(7);

/** A worker whose tracks take a sleep each, and come to one blob, one document and one record. Ends when it is told anything more. */
async function work({ kafka, mongoUrl, s3, partitions, atOnce, sleep }: SleepWork): Promise<void> {
  const log = kafkaLog(kafka, { clock: systemClock });
  const mongo = await connectMongo({ url: mongoUrl, database: `${kafka.topicPrefix}sleeper`, poolSize: 1 });
  const blobs = s3BlobStore(s3);
  const options = { observer: silentObserver, clock: systemClock, concurrency: atOnce };
  const asleep = stage<unknown, Leaving>('work', options, async (_, { key }) => {
    await wait(sleepOf(key, sleep));
    const { key: uri } = await blobs.putBytes(`sleeper/${key}.bin`, blob);
    await mongo.catalogue.putTrack({
      ...{ trackId: key, publications: [], source: { uri }, given: {}, regions: [] },
      ...{ complete: true, clipIds: [], notes: [] },
    });
    return { outputs: [{ topic: 'rerank', key, value: { schema: 1, seedClipId: key, why: 'sweep' } }] };
  });
  const topology: Topology<'tracks'> = {
    ...{ name: sleepTopology, topic: 'tracks', inWork: atOnce, waiting: 64 },
    operator: (write) => pipe(asleep, write()),
  };
  const running = run({
    topologies: [anyTopology(topology)],
    ...{ log, attempts: mongo.attempts, unsettled: trackUnsettled(systemClock) },
  });
  const tell = (): void => {
    const all = Array.from({ length: partitions }, (_, n) => n);
    const owned = all.filter((n) => running.owns(sleepTopology, n)).length;
    process.send?.({ owned } satisfies Owning);
  };
  const stop = systemClock.every(200, tell);
  await once(process, 'message');
  stop();
  await running.drain();
  await log.close();
  await mongo.close();
  blobs.close();
  process.disconnect();
}

process.once('disconnect', () => process.exit());
const [given] = (await once(process, 'message')) as [SleepWork]; // sleepScaling.ts sends it
await work(given);
