import { afterEach, expect, it, vi } from 'vitest';
import { Kafka, logLevel } from 'kafkajs';
import { topics } from '../../../src/domain/topics.js';
import { mashstream } from '../../support/mashstream.js';
import { freePort } from '../../support/freePort.js';
import { makeTopics } from '../kafka/makeTopics.js';
import { describeOnServers } from './support/describeCluster.js';
import { freshEnvironment, type Environment } from './support/freshEnvironment.js';

afterEach(() => vi.unstubAllEnvs());

describeOnServers('topics and check on a cluster', (servers) => {
  const begin = async (): Promise<Environment> => {
    const own = await freshEnvironment(servers());
    for (const [name, value] of Object.entries(own)) vi.stubEnv(name, value);
    return own;
  };

  it('makes what is missing, tells what each is, and makes nothing twice', async () => {
    const { MASHSTREAM_KAFKA_BROKERS: brokers, MASHSTREAM_TOPIC_PREFIX: prefix } = await begin();
    const missing = await mashstream('topics', 'list');
    expect([missing.code, missing.stdout]).toEqual([0, '']);
    expect(missing.stderr).toMatch(/^Missing: tracks, works, .*dead-letters.*topics create/m);
    const { code, stdout } = await mashstream(
      ...['topics', 'create', '--partitions', '3', '--replication', '1', '--keep-days', '30'],
    );
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(Object.keys(topics).length + 1);
    expect(stdout).toMatch(/^made {2}tracks: 3 partitions on 1 broker, kept for 30 days$/m);
    // Work that waits longer than records are kept must not be forgotten: the newest that asks for it stays.
    for (const work of ['works', 'clips', 'rerank'])
      expect(stdout).toMatch(new RegExp(`^made {2}${work}: 3 partitions on 1 broker, compacted$`, 'm'));
    const again = await mashstream('topics', 'create', '--keep-days', '30', '--json');
    expect([again.code, again.json().filter(({ type }) => type === 'difference')]).toEqual([0, []]);
    expect(again.json()).toContainEqual({
      ...{ type: 'topic', made: false, topic: 'mashups', partitions: 3, replication: 1 },
      ...{ cleanupPolicy: 'compact', retentionMs: expect.any(Number) as number, maxMessageBytes: 1_114_112 },
    });
    const listed = await mashstream('topics', 'list');
    expect(listed.stdout).toMatch(/^training-samples: 3 partitions on 1 broker, kept for 30 days$/m);
    const admin = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING }).admin();
    expect((await admin.listTopics()).filter((name) => name.startsWith(prefix)).sort()).toEqual(
      Object.keys(topics)
        .map((name) => `${prefix}${name}`)
        .sort(),
    );
    await admin.disconnect();
  });

  it('tells what of existing topics differs and how it is changed, and changes nothing', async () => {
    const { MASHSTREAM_KAFKA_BROKERS: brokers, MASHSTREAM_TOPIC_PREFIX: prefix } = await begin();
    const configEntries = [{ name: 'cleanup.policy', value: 'delete' }];
    await makeTopics({ brokers: [brokers] }, [
      { topic: `${prefix}rerank`, numPartitions: 2, configEntries },
      { topic: `${prefix}tracks`, numPartitions: 5 },
    ]);
    const { code, stdout } = await mashstream('topics', 'create', '--partitions', '3');
    expect(code).toBe(3);
    for (const line of [
      /^there rerank: 2 partitions on 1 broker, kept for 7 days$/m,
      /^made {2}clips: 3 partitions/m,
      /^OTHER rerank: partitions is 2, planned 3\. .*stop all workers first.*--topic \w+\.rerank --partitions 3$/m,
      /^OTHER rerank: cleanup\.policy is delete, planned compact\. .*kafka-configs\.sh .*--add-config cleanup\.policy=compact$/m,
      /^OTHER tracks: partitions is 5, planned 3\. .*--partitions 5\)\.$/m,
      /^OTHER tracks: retention\.ms is 604800000, planned 31536000000\./m,
    ])
      expect(stdout).toMatch(line);
    const after = await mashstream('topics', 'list');
    expect(after.stdout).toMatch(/^rerank: 2 partitions on 1 broker, kept for 7 days$/m);
  });

  it('refuses what is wrong', async () => {
    await begin();
    const wrong = await mashstream('topics', 'create', '--partitions', '0', '--json');
    expect(wrong.code).toBe(1);
    expect(wrong.json().map(({ type, code, exitCode }) => code ?? exitCode ?? type)).toEqual([
      'bad-config',
      1,
    ]);
    vi.stubEnv('MASHSTREAM_KAFKA_BROKERS', '');
    vi.stubEnv('MASHSTREAM_MONGO_URL', '');
    vi.stubEnv('MASHSTREAM_S3_BUCKET', '');
    vi.stubEnv('MASHSTREAM_TOPIC_PREFIX', '');
    vi.stubEnv('MASHSTREAM_GROUP_PREFIX', '');
    vi.stubEnv('MASHSTREAM_SESSION_TIMEOUT', '');
    const { code, stderr } = await mashstream('topics', 'create');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/No Kafka is configured.*--kafka-brokers/)]);
    expect((await mashstream('topics', 'make')).code).toBe(1);
  });

  it('check looks at the servers in place of the data folder', async () => {
    await begin();
    const without = await mashstream('check', '--data', '/dev/null', '--json');
    const of = (told: typeof without, what: string): readonly unknown[] =>
      told.json().filter((line) => line['what'] === what);
    expect(of(without, 'data')).toEqual([]);
    expect(of(without, 'topics')).toHaveLength(Object.keys(topics).length);
    expect(of(without, 'topics')[0]).toMatchObject({
      ...{ well: false, text: expect.stringMatching(/^tracks is missing\. .*topics create/) as string },
    });
    await mashstream('topics', 'create');
    const all = await mashstream('check');
    expect(all.stdout).toMatch(/^ok {4}kafka {6}Kafka at .*, topics as planned$/m);
    expect(all.stdout).toMatch(/^ok {4}mongodb {4}the MongoDB server at 127\.0\.0\.1:\d+$/m);
    expect(all.stdout).toMatch(/^ok {4}s3 {9}the S3 bucket /m);
    expect(all.code).toBe(0);
    const repair = await mashstream('check', '--repair');
    expect([repair.code, repair.stderr]).toEqual([1, expect.stringMatching(/--repair mends a data folder/)]);
  });

  it('check names each server that is away or refuses, and what to do, without its secrets', async () => {
    await begin();
    vi.stubEnv('MASHSTREAM_KAFKA_BROKERS', `127.0.0.1:${await freePort()}`);
    vi.stubEnv('MASHSTREAM_MONGO_URL', `mongodb://me:hush@127.0.0.1:${await freePort()}/`);
    vi.stubEnv('MASHSTREAM_S3_SECRET_ACCESS_KEY', 'not-the-secret');
    const { code, stdout, stderr } = await mashstream('check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG kafka .*Is it running, is this its address/m);
    expect(stdout).toMatch(/^WRONG mongodb .*127\.0\.0\.1:\d+/m);
    expect(stdout).toMatch(/^WRONG s3 .*s3SecretAccessKey/m);
    expect(stdout + stderr).not.toMatch(/hush|not-the-secret/);
  });
});
