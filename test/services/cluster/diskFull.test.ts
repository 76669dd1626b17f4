import { execFileSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeOwn } from '../describeOn.js';
import { startKafka, type KafkaAddress } from '../kafka/startKafka.js';
import type { Server } from '../server/server.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder, expectAllDone } from './support/expectWhole.js';
import { untilReady } from './support/untilReady.js';
import { untilStage } from './support/untilStage.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

describeCluster('a broker whose disk is full', ({ servers, songs, calm }) => {
  describeOwn('kafka', 'kafka', () => {
    let [world, kafka]: [World | undefined, Server<KafkaAddress> | undefined] = [undefined, undefined];
    afterEach(async () => {
      await world?.close();
      await kafka?.stop();
    });

    it.runIf(process.platform === 'linux')(
      'the worker waits, says so, and goes on when there is room again: nothing is lost, nothing differs',
      async () => {
        kafka = await startKafka();
        world = await openWorld({ ...servers(), kafka: kafka.address }, at('data'));
        const worker = world.worker();
        await untilReady(worker);
        await world.publish(songs());
        await untilStage([worker], 'cut');
        // No file may grow beyond what it has: Kafka ends itself at the next record.
        execFileSync('prlimit', ['--pid', String(kafka.pid()), '--fsize=100']);
        await until(() => worker.stderr().includes('Waiting for it; the run goes on by itself'), 240_000);
        // A new process has room again.
        await kafka.restart();
        await world.settled();
        expect(alive(worker.pid)).toBe(true);
        await endInOrder(world);
        await expectAllDone(world, calm());
      },
      limit,
    );
  });
});
