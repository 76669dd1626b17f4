import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { firstValueFrom, lastValueFrom, timeout, toArray } from 'rxjs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { kafkaLog } from '../../../src/adapters/kafka/log/kafkaLog.js';
import { createTopics } from '../../../src/adapters/kafka/topics/createTopics.js';
import { topicPlans } from '../../../src/adapters/kafka/topics/topicPlans.js';
import { createPatience } from '../../../src/adapters/shared/patience.js';
import { loadConfig } from '../../../src/cli/config/loadConfig.js';
import { kafkaOptionsOf } from '../../../src/cli/runtime/wiring/clusterOptions.js';
import { runProgram, startProgram } from '../../support/builtProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { record } from '../../contracts/log/support/record.js';
import { describeOwn } from '../describeOn.js';
import {
  makeCertificates,
  secureListeners,
  type Certificates,
  type SecureListeners,
} from '../kafka/secureListeners.js';
import { startKafka, type KafkaAddress } from '../kafka/startKafka.js';
import type { Server } from '../server/server.js';
import { build, describeOnServers } from './support/describeCluster.js';
import { freshEnvironment, type Environment } from './support/freshEnvironment.js';

const at = temporaryDirectory();
const login = { username: 'mashstream', password: 'very-secret-here' };
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;

const without = (env: Environment, ...names: readonly string[]): Environment =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.includes(name)));

describeOnServers('Kafka behind TLS and a login,', (servers) => {
  describeOwn('kafka', 'as settings tell it', () => {
    let server: Server<KafkaAddress>;
    let doors: SecureListeners;
    let files: Certificates;
    let others: Certificates;
    let usual: Environment;
    beforeAll(async () => {
      await build();
      for (const name of ['ours', 'others', 'work']) mkdirSync(at(name), { recursive: true });
      [files, others] = [await makeCertificates(at('ours')), await makeCertificates(at('others'))];
      doors = await secureListeners(files, login);
      const settings: typeof doors.settings = (given) => ({
        ...doors.settings(given),
        // As brokers have it that nobody has told otherwise.
        'group.min.session.timeout.ms': 6000,
      });
      server = await startKafka({ settings, format: doors.scram });
      usual = await freshEnvironment({ ...servers(), kafka: { brokers: [doors.login] } });
    }, 300_000);
    afterAll(() => server.stop());

    /** The environment of a program that is let in; `mechanism` of the login. */
    const letIn = (mechanism: string, more: Environment = {}): Environment => ({
      ...{ ...usual, MASHSTREAM_KAFKA_TLS: 'yes', MASHSTREAM_KAFKA_CA: files.ca },
      ...{ MASHSTREAM_KAFKA_SASL: mechanism, MASHSTREAM_KAFKA_USERNAME: login.username },
      ...{ MASHSTREAM_KAFKA_PASSWORD: login.password, ...more },
    });
    const certified = (): Environment => ({
      ...{ MASHSTREAM_KAFKA_BROKERS: doors.mutual },
      ...{ MASHSTREAM_KAFKA_CERT: files.cert, MASHSTREAM_KAFKA_KEY: files.key },
    });
    /** Makes topics, appends, consumes and reads in topics of its own. */
    const worksWith = async (env: Environment): Promise<void> => {
      const prefix = `${randomUUID().slice(0, 8)}.`;
      const named = { ...env, MASHSTREAM_TOPIC_PREFIX: prefix, MASHSTREAM_GROUP_PREFIX: prefix };
      const options = kafkaOptionsOf(loadConfig({ folder: at('work'), env: named, flags: {} }));
      await createTopics(options, topicPlans({ partitions: 1, replication: 1 }));
      const log = kafkaLog(options, { clock: systemClock, patience: createPatience({ limit: 300 }) });
      try {
        await log.append('tracks', [record('a', '1')]);
        const taken = log.consume({ topics: ['tracks'], group: 'g', maxUnsettled: 1 });
        const first = await firstValueFrom(taken.records$.pipe(timeout(60_000)));
        expect(first.record.key).toBe('a');
        const read = await lastValueFrom(log.readTable('tracks').pipe(toArray()));
        expect(read.map(({ key }) => key)).toEqual(['a']);
      } finally {
        await log.close();
      }
    };
    const refusedWith = async (env: Environment): Promise<string> => {
      const error: unknown = await worksWith(env).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ code: 'bad-config' });
      const told = `${String(error)} ${JSON.stringify(error)}`;
      expect(told).not.toMatch(/secret-here|PRIVATE KEY/);
      return told;
    };

    it.each(mechanisms)('%s: works with the right authority and login', (mechanism) =>
      worksWith(letIn(mechanism)),
    );

    it('scram-sha-512 with a certificate of the client: works, and not without', async () => {
      await worksWith(letIn('scram-sha-512', certified()));
      const bare = letIn('scram-sha-512', { MASHSTREAM_KAFKA_BROKERS: doors.mutual });
      expect(await refusedWith(bare)).toMatch(/kafkaCert/);
      // Of another authority, and one whose key is another's.
      for (const key of [others.key, files.key]) {
        const strange = { MASHSTREAM_KAFKA_CERT: others.cert, MASHSTREAM_KAFKA_KEY: key };
        expect(await refusedWith({ ...bare, ...strange })).toMatch(/kafkaCert/);
      }
    });

    it.each(mechanisms)(
      '%s: a wrong password, and a user that is none, name their settings',
      async (mechanism) => {
        const [password, username] = ['MASHSTREAM_KAFKA_PASSWORD', 'MASHSTREAM_KAFKA_USERNAME'];
        for (const wrong of [{ [password]: 'other-secret-here' }, { [username]: 'stranger' }])
          expect(await refusedWith(letIn(mechanism, wrong))).toMatch(
            /settings kafkaUsername and kafkaPassword/,
          );
      },
    );

    it('an authority that is not the brokers’, or none named, is told by its setting', async () => {
      writeFileSync(at('empty.pem'), 'no certificate\n');
      for (const ca of [others.ca, at('empty.pem')])
        expect(await refusedWith(letIn('plain', { MASHSTREAM_KAFKA_CA: ca }))).toMatch(/kafkaCa/);
      expect(await refusedWith(without(letIn('plain'), 'MASHSTREAM_KAFKA_CA'))).toMatch(/kafkaCa/);
    });

    it('the program: secrets in files; topics are made and listed, all is well, a worker begins; one whose session is too short for the broker says so', async () => {
      const file = (name: string, text: string): string => {
        writeFileSync(at(name), `${text}\n`);
        return at(name);
      };
      const env = {
        ...without(
          letIn('scram-sha-256', certified()),
          'MASHSTREAM_KAFKA_USERNAME',
          'MASHSTREAM_KAFKA_PASSWORD',
        ),
        MASHSTREAM_KAFKA_USERNAME_FILE: file('username', login.username),
        MASHSTREAM_KAFKA_PASSWORD_FILE: file('password', login.password),
      };
      const run = (...words: string[]) => runProgram(words, { cwd: at('work'), env });
      expect(await run('topics', 'create', '--partitions', '2')).toMatchObject({ code: 0, stderr: '' });
      expect((await run('topics', 'list')).stdout).toMatch(/^rerank: 2 partitions on 1 broker/m);
      const { stdout } = await run('check', '--json');
      expect(stdout).toMatch(/"what":"kafka","well":true/);
      expect(stdout).not.toContain(login.password);
      const worker = startProgram(['run', 'match'], { cwd: at('work'), env });
      await Promise.race([worker.ended, until(() => worker.stderr().includes('Running '), 120_000)]);
      worker.kill('SIGTERM');
      expect(await worker.ended).toMatchObject({
        code: 130,
        stderr: expect.not.stringContaining(login.password) as string,
      });

      const short = { ...env, MASHSTREAM_SESSION_TIMEOUT: '1' };
      const refused = await startProgram(['run', 'match'], { cwd: at('work'), env: short }).ended;
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(/setting sessionTimeout.*group\.min\.session\.timeout\.ms/);
    });
  });
});
