import { afterEach, beforeAll, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOwn } from '../describeOn.js';
import { services } from '../services.js';
import { build, describeOnServers } from './support/describeCluster.js';
import { endInOrder } from './support/expectWhole.js';
import { probe, type Probe } from './support/probe.js';
import { untilReady } from './support/untilReady.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;
const patient = { timeout: 120_000, interval: 100 };

const readyz = async ({ ask }: Probe): Promise<string> => {
  const answer = await ask('/readyz');
  return answer ? `${answer.status} ${answer.text}` : 'nobody answers';
};

describeOnServers('the probes of a worker', (servers) => {
  let world: World;
  beforeAll(build, limit);
  afterEach(() => world.close());

  it(
    'one that cannot join its groups yet is alive and not ready, and says so',
    async () => {
      world = await openWorld(servers(), at('joining'));
      const settings = { sessionTimeout: '25' };
      const holds = world.worker({ settings });
      await untilReady(holds);
      const probes = await probe();
      world.worker({ settings: { ...settings, ...probes.settings } });
      await expect.poll(() => readyz(probes), patient).not.toBe('nobody answers');
      // Until it is put out the groups wait for it.
      holds.kill('SIGSTOP');
      await expect.poll(() => readyz(probes), patient).toMatch(/^503 not a member of group \w+$/);
      expect(await probes.ask('/healthz')).toMatchObject({ status: 200, text: 'alive' });
      expect((await probes.ask('/metrics'))?.text).toMatch(/^mashstream_ready 0$/m);
      await expect.poll(() => readyz(probes), patient).toBe('200 ready');
      expect((await probes.ask('/metrics'))?.text).toMatch(/^mashstream_ready 1$/m);
      holds.kill('SIGCONT');
      await endInOrder(world);
    },
    limit,
  );

  describeOwn('kafka', 'whose Kafka', () => {
    it(
      'is not there yet, or hangs: it is alive, says what it waits for, and tells its metrics in time',
      async () => {
        const server = await services.kafka.start();
        try {
          world = await openWorld({ ...servers(), kafka: server.address }, at('hanging'));
          const away = `503 waiting for Kafka at ${server.address.brokers.join(', ')}`;
          await server.kill9();
          const probes = await probe();
          world.worker({ settings: probes.settings });
          await expect.poll(() => readyz(probes), patient).toBe(away);
          expect(await probes.ask('/healthz')).toMatchObject({ status: 200, text: 'alive' });
          expect((await probes.ask('/metrics'))?.text).toMatch(/^mashstream_ready 0$/m);
          await server.restart();
          await expect.poll(() => readyz(probes), patient).toBe('200 ready');
          const lag = /^mashstream_consumer_lag_records\{group="identify",topic="tracks"\} 0$/m;
          expect((await probes.ask('/metrics'))?.text).toMatch(lag);

          process.kill(server.pid(), 'SIGSTOP');
          for (let times = 0; times < 3; times += 1) {
            const metrics = await probes.ask('/metrics');
            expect(metrics?.text).toMatch(/^mashstream_unsettled_records 0$/m);
            expect(metrics?.text).not.toMatch(lag);
            expect(metrics?.seconds).toBeLessThan(3);
          }
          await expect.poll(() => readyz(probes), patient).toBe(away);
          process.kill(server.pid(), 'SIGCONT');
          await expect.poll(() => readyz(probes), patient).toBe('200 ready');
          await expect.poll(async () => (await probes.ask('/metrics'))?.text, patient).toMatch(lag);
          await endInOrder(world);
        } finally {
          await server.stop();
        }
      },
      limit,
    );
  });
});
