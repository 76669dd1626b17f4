import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram, startProgram } from '../../support/builtProgram.js';
import { compose, manifestsIn, podsOf, textsOf } from '../../support/deployed.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeOwn } from '../describeOn.js';
import { startS3, type S3Address } from '../s3/startS3.js';
import { makeBucket } from '../s3/testBucket.js';
import type { Server } from '../server/server.js';
import { build, describeOnServers } from './support/describeCluster.js';
import type { Environment } from './support/freshEnvironment.js';
import type { ClusterServers } from './support/settings.js';

const at = temporaryDirectory();

/** What this machine's user has set up for Amazon plays no part. */
const nobody = { AWS_CONFIG_FILE: '/no/file', AWS_SHARED_CREDENTIALS_FILE: '/no/file', AWS_REGION: '' };

/** With values of `${NAME:-value}` as they are where nobody sets the name. */
const filled = (environment: Environment): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replace(/\$\{\w+:-(.*)\}/, '$1')]),
  );

/** Variables as they are deployed, but for where the servers of the test are, and names there that no other test has. */
function addressed(environment: Environment, servers: ClusterServers): Environment {
  const name = `d${randomUUID().slice(0, 8)}`;
  const here: Environment = {
    MASHSTREAM_KAFKA_BROKERS: servers.kafka.brokers.join(),
    // FerretDB wants one connection.
    MASHSTREAM_MONGO_URL: `${servers.mongo.url}?maxPoolSize=1`,
    MASHSTREAM_S3_ENDPOINT: servers.s3.endpoint,
  };
  for (const variable of Object.keys(here))
    expect(
      [variable, `${variable}_FILE`].some((one) => one in environment),
      variable,
    ).toBe(true);
  const replaced = Object.entries(here).filter(([variable]) => variable in environment);
  return {
    ...{ ...nobody, ...environment, ...Object.fromEntries(replaced) },
    ...{ MASHSTREAM_TOPIC_PREFIX: `${name}.`, MASHSTREAM_GROUP_PREFIX: `${name}.` },
    MASHSTREAM_MONGO_DATABASE: name,
  };
}

describeOnServers('programs with the variables of', (servers) => {
  describeOwn('s3', 'deploy', () => {
    let s3: Server<S3Address>;
    const gateway = filled(compose.services['s3'].environment);
    beforeAll(async () => {
      await build();
      s3 = await startS3({
        accessKeyId: gateway['ROOT_ACCESS_KEY'],
        secretAccessKey: gateway['ROOT_SECRET_KEY'],
      });
    }, 300_000);
    afterAll(() => s3.stop());

    const own = (): ClusterServers => ({ ...servers(), s3: s3.address });
    const folderOf = (name: string): string => {
      mkdirSync(at(name), { recursive: true });
      return at(name);
    };

    it('compose: topics are made, and every role begins', async () => {
      const { topics, ingest, match } = compose.services;
      expect(ingest.environment).toEqual(topics.environment);
      expect(match.environment).toEqual(topics.environment);
      const env = addressed(filled(topics.environment), own());
      await makeBucket(s3.address, env['MASHSTREAM_S3_BUCKET']);
      const made = await runProgram(topics.command, { cwd: folderOf('topics'), env });
      expect([made.code, made.stderr]).toEqual([0, '']);
      const started = [ingest, match].map(({ command }, i) =>
        startProgram(command, { cwd: folderOf(`role ${i}`), env }),
      );
      const begun = (): boolean => started.every((one) => one.stderr().includes('Running '));
      const ends = started.map(({ ended }) => ended);
      await Promise.race([until(begun, 120_000), ...ends]);
      for (const one of started) one.kill('SIGTERM');
      for (const { code, stderr } of await Promise.all(ends)) expect([code, stderr]).toEqual([130, stderr]);
      expect(begun()).toBe(true);
    });

    it('Kubernetes: with secrets in files, all servers answer', async () => {
      const base = manifestsIn('deploy/k8s/base');
      const secrets: Environment = {
        ...textsOf(base, 'Secret'),
        'mongo-url': `${servers().mongo.url}?maxPoolSize=1`,
        's3-access-key-id': s3.address.accessKeyId,
        's3-secret-access-key': s3.address.secretAccessKey,
      };
      const folder = folderOf('secrets');
      for (const [name, value] of Object.entries(secrets)) writeFileSync(at(`secrets/${name}`), `${value}\n`);
      const settings = Object.entries(textsOf(base, 'ConfigMap')).map(([name, value]) => [
        ...[name, value.replace('/run/secrets/mashstream', folder)],
      ]);
      const env = addressed(Object.fromEntries(settings) as Environment, own()); // texts only
      await makeBucket(s3.address, env['MASHSTREAM_S3_BUCKET']);
      const [topics] = [...podsOf(base)].filter(([name]) => name.includes('topics'));
      const made = await runProgram(topics[1].containers[0].args, { cwd: folderOf('job'), env });
      expect([made.code, made.stderr]).toEqual([0, '']);
      const { stdout } = await runProgram(['check', '--json'], { cwd: folderOf('check'), env });
      for (const what of ['settings', 'kafka', 'mongodb', 's3'])
        expect(stdout).toMatch(new RegExp(`^\\{"type":"finding","what":"${what}","well":true`, 'm'));
      expect(stdout).not.toContain(s3.address.secretAccessKey);
    });
  });
});
