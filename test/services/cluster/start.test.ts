import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeOwn } from '../describeOn.js';
import { services } from '../services.js';
import { describeCluster } from './support/describeCluster.js';
import { endInOrder } from './support/expectWhole.js';
import type { Settings } from './support/settings.js';
import { untilReady } from './support/untilReady.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;

/** What is set wrongly, and what the one line has to name. */
const wrong: Readonly<Record<string, readonly [Settings, RegExp]>> = {
  'a topic prefix without topics': [{ topicPrefix: 'nowhere.' }, /no topic nowhere\.tracks.*topics create/],
  'an S3 key that is not known': [{ s3AccessKeyId: 'stranger' }, /setting \w*accessKeyId/i],
  'a wrong S3 secret': [{ s3SecretAccessKey: 'not-this-one' }, /setting \w*secretAccessKey/i],
  'a bucket that is not there': [{ s3Bucket: 'there-is-none' }, /there-is-none/],
  'a login that Kafka does not know': [
    { kafkaSasl: 'plain', kafkaUsername: 'me', kafkaPassword: 'not-this-one' },
    /Kafka/,
  ],
  'a MongoDB address that is none': [{ mongoUrl: 'mongodb://me:not-this-one@127.0.0.1:none/' }, /mongoUrl/],
  'a MongoDB login that is refused': [{}, /mongoUrl/],
};

describeCluster('a worker that cannot begin', ({ servers }) => {
  let world: World;
  afterEach(() => world.close());

  it.each(Object.entries(wrong))(
    '%s: it ends with code 1 and one line that says what to do, and shows no secret',
    async (what, [changes, names]) => {
      world = await openWorld(servers(), at(what));
      const refused = { mongoUrl: world.settings['mongoUrl'].replace('//', '//me:not-this-one@') };
      const worker = world.worker({ settings: /refused/.test(what) ? refused : changes });
      const { code, stdout, stderr } = await worker.ended;
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^.*\n$/);
      expect(stderr).toMatch(names);
      expect(stderr).not.toMatch(/not-this-one|made-for-tests/);
    },
    limit,
  );

  for (const kind of ['kafka', 'mongo', 's3'] as const)
    describeOwn(kind, kind, () => {
      it(
        'is waited for where it is not there yet, and named',
        async () => {
          const server = await services[kind].start();
          try {
            world = await openWorld({ ...servers(), [kind]: server.address }, at(kind));
            await server.kill9();
            const worker = world.worker();
            await until(() => worker.stderr().includes('Waiting for it'), 120_000);
            expect(worker.stderr()).toMatch(named[kind]);
            await pause(3000);
            expect(worker.stderr()).not.toMatch(/Running/);
            await server.restart();
            await untilReady(worker);
            await endInOrder(world);
          } finally {
            await server.stop();
          }
        },
        limit,
      );
    });
});

const named = {
  kafka: /Kafka at 127\.0\.0\.1:\d+/,
  mongo: /MongoDB server at 127\.0\.0\.1:\d+/,
  s3: /127\.0\.0\.1:\d+/,
};
