import { setTimeout as wait } from 'node:timers/promises';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import type { BenchRow } from '../../benchRow.js';
import { openOn } from '../openServers.js';
import type { Servers } from '../startServers.js';
import { startChild } from './child.js';
import { evenKeys } from './evenKeys.js';
import { sleepTopology, type Owning, type SleepWork } from './sleepNames.js';

const partitions = 8;
const tracks = 480;
const atOnce = 8;
const sleep = 1000;

/** Tracks a second of so many workers, from the moment at which each owns its share of the partitions. */
async function tracksPerSecond(servers: Servers, workers: number): Promise<number> {
  const reached = await openOn(servers, partitions, `sleep${workers}-`);
  const given: SleepWork = { ...reached, partitions, atOnce, sleep };
  const children = Array.from({ length: workers }, () => startChild<Owning>('sleepWorker.ts', given));
  const hasItsShare = (told: Owning): told is Owning => told.owned === partitions / workers;
  await Promise.all(children.map((child) => child.hear(hasItsShare)));
  const log = kafkaLog(reached.kafka, { clock: systemClock });
  const value = new TextEncoder().encode(JSON.stringify({ schema: 1, uri: '/a.mp3' }));
  const drawn = Array.from({ length: 2 * tracks }, (_, n) => `song ${n}`);
  const keys = evenKeys(drawn, partitions).flatMap((group) => group.slice(0, tracks / partitions));
  const began = performance.now();
  await log.append(
    'tracks',
    keys.map((key) => ({ key, value })),
  );
  while (await log.waits(sleepTopology, ['tracks'])) await wait(20);
  const seconds = (performance.now() - began) / 1000;
  await log.close();
  for (const child of children) child.say('end');
  await Promise.all(children.map(({ ended }) => ended));
  return keys.length / seconds;
}

/** Two workers against one, where the work itself takes no processor time. */
export async function sleepScaling(servers: Servers): Promise<readonly BenchRow[]> {
  const [one, two] = [await tracksPerSecond(servers, 1), await tracksPerSecond(servers, 2)];
  return [
    {
      name: `tracks of about ${sleep} ms a second, one worker with ${atOnce} at once`,
      value: one,
      unit: '1/s',
    },
    { name: 'the same with two workers', value: two, unit: '1/s' },
    { name: 'two workers / one', value: two / one, unit: '×' },
  ];
}
