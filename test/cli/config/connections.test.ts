import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/cli/config/loadConfig.js';
import { PipelineError } from '../../../src/errors.js';

const load = (env: NodeJS.ProcessEnv) => loadConfig({ folder: '/nowhere', env, flags: {} });

/** Lines of what is wrong; none where it is accepted. */
function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    load(env);
    return [];
  } catch (error) {
    expect(error).toMatchObject({ code: 'bad-config' });
    const lines = error instanceof PipelineError ? error.message.split('\n  - ') : [];
    return lines.slice(1);
  }
}

const servers = {
  MASHSTREAM_KAFKA_BROKERS: 'kafka-1:9092, [2001:db8::1]:9092',
  MASHSTREAM_MONGO_URL: 'mongodb+srv://me:pw@mongo.example/?w=majority',
  MASHSTREAM_S3_BUCKET: 'my-songs.2026',
};

describe('connections', () => {
  it('by default there are none, and nothing is fetched', () => {
    expect(load({})).toMatchObject({
      ...{ kafkaBrokers: [], kafkaClientId: 'mashstream', kafkaTls: false, topicPrefix: '', groupPrefix: '' },
      ...{ sessionTimeout: 30, mongoDatabase: 'mashstream', s3Prefix: '', fetchHosts: [] },
      ...{ fetchMaxBytes: 2 ** 31, fetchTimeout: 600, drainTimeout: 30 },
    });
    for (const field of ['mongoUrl', 's3Bucket', 's3Endpoint', 'kafkaSasl', 's3ForcePathStyle'])
      expect(load({})).not.toHaveProperty(field);
  });

  it('takes all of them together', () => {
    const env = {
      ...servers,
      ...{ MASHSTREAM_KAFKA_TLS: 'true', MASHSTREAM_KAFKA_CA: '/ca.pem', MASHSTREAM_KAFKA_CERT: '/c.pem' },
      ...{
        MASHSTREAM_KAFKA_KEY: '/k.pem',
        MASHSTREAM_KAFKA_SASL: 'scram-sha-512',
        MASHSTREAM_KAFKA_USERNAME: 'me',
      },
      ...{
        MASHSTREAM_KAFKA_PASSWORD: '007',
        MASHSTREAM_TOPIC_PREFIX: 'test.',
        MASHSTREAM_GROUP_PREFIX: 'test-',
      },
      ...{
        MASHSTREAM_SESSION_TIMEOUT: '6',
        MASHSTREAM_DRAIN_TIMEOUT: '0',
        MASHSTREAM_S3_ENDPOINT: 'http://minio:9000',
      },
      ...{
        MASHSTREAM_S3_ACCESS_KEY_ID: 'id',
        MASHSTREAM_S3_SECRET_ACCESS_KEY: 'key',
        MASHSTREAM_S3_REGION: 'eu-1',
      },
      ...{
        MASHSTREAM_S3_FORCE_PATH_STYLE: 'no',
        MASHSTREAM_FETCH_HOSTS: 'a.example,http://127.0.0.1:80,s3://b-c',
      },
    };
    expect(load(env)).toMatchObject({
      kafkaBrokers: ['kafka-1:9092', '[2001:db8::1]:9092'],
      ...{ kafkaTls: true, kafkaPassword: '007', s3ForcePathStyle: false, drainTimeout: 0 },
      fetchHosts: ['a.example', 'http://127.0.0.1:80', 's3://b-c'],
    });
  });

  it.each([
    ['KAFKA_BROKERS', 'kafka', 'must be a list of host:port'],
    ['KAFKA_BROKERS', 'kafka:9092,http://kafka:9092', 'must be a list of host:port'],
    ['KAFKA_SASL', 'gssapi', 'must be one of plain, scram-sha-256, scram-sha-512'],
    ['KAFKA_CA', '-----BEGIN CERTIFICATE-----', 'must be the path of a PEM file'],
    ['MONGO_URL', 'postgres://host', 'must begin with mongodb://'],
    ['MONGO_DATABASE', 'a/b', 'must be a name'],
    ['S3_BUCKET', 'My_Songs', 'must be a name of 3 to 63'],
    ['S3_ENDPOINT', 's3.example', 'must be an address such as'],
    ['S3_ENDPOINT', 'ftp://s3.example', 'must be an address such as'],
    ['TOPIC_PREFIX', 'a b', 'must be at most 100 letters'],
    ['SESSION_TIMEOUT', '0', 'must be at least 1'],
    ['FETCH_HOSTS', 'music.example/songs', 'must be a list of hosts'],
    ['FETCH_MAX_BYTES', '12', 'must be at least 1024'],
    ['DRAIN_TIMEOUT', '-1', 'must be at least 0'],
  ])('refuses %s=%s', (name, value, problem) => {
    const told = problemsOf({ [`MASHSTREAM_${name}`]: value });
    expect(told).toContainEqual(expect.stringContaining(`MASHSTREAM_${name}: ${problem}`));
  });
});

describe('impossible together', () => {
  const kafka = { MASHSTREAM_KAFKA_BROKERS: 'kafka:9092' };
  const told = (env: NodeJS.ProcessEnv): string => problemsOf(env).join('\n');

  it('Kafka without the other servers: says which are missing', () => {
    expect(told(kafka)).toMatch(
      /^MASHSTREAM_KAFKA_BROKERS: .*: set MASHSTREAM_MONGO_URL and MASHSTREAM_S3_BUCKET too, or leave it out$/,
    );
    expect(told({ ...servers, MASHSTREAM_S3_BUCKET: '' })).toMatch(/: set MASHSTREAM_S3_BUCKET too/);
    expect(told({ ...servers, MASHSTREAM_MONGO_URL: '' })).toMatch(/: set MASHSTREAM_MONGO_URL too/);
    expect(problemsOf(servers)).toEqual([]);
  });

  it.each([
    [
      { ...servers, MASHSTREAM_KAFKA_BROKERS: '' },
      /^MASHSTREAM_MONGO_URL, MASHSTREAM_S3_BUCKET: .* set MASHSTREAM_KAFKA_BROKERS too/,
    ],
    [
      { MASHSTREAM_KAFKA_TLS: 'yes', MASHSTREAM_TOPIC_PREFIX: 'x' },
      /^MASHSTREAM_KAFKA_TLS, MASHSTREAM_TOPIC_PREFIX: no broker is named: set MASHSTREAM_KAFKA_BROKERS/,
    ],
    [
      { ...servers, MASHSTREAM_KAFKA_PASSWORD: 'x' },
      /^MASHSTREAM_KAFKA_PASSWORD: .*set MASHSTREAM_KAFKA_SASL too/,
    ],
    [
      { ...servers, MASHSTREAM_KAFKA_SASL: 'plain', MASHSTREAM_KAFKA_USERNAME: 'x' },
      /^MASHSTREAM_KAFKA_SASL: .*set MASHSTREAM_KAFKA_PASSWORD too/,
    ],
    [
      { ...servers, MASHSTREAM_KAFKA_TLS: 'yes', MASHSTREAM_KAFKA_CERT: '/x' },
      /^MASHSTREAM_KAFKA_CERT: .*set MASHSTREAM_KAFKA_KEY too/,
    ],
    [
      { ...servers, MASHSTREAM_KAFKA_TLS: 'yes', MASHSTREAM_KAFKA_KEY: '/x' },
      /^MASHSTREAM_KAFKA_KEY: .*set MASHSTREAM_KAFKA_CERT too/,
    ],
    [
      { ...servers, MASHSTREAM_KAFKA_CA: '/x', MASHSTREAM_KAFKA_TLS: 'no' },
      /^MASHSTREAM_KAFKA_CA: .*set MASHSTREAM_KAFKA_TLS too/,
    ],
    [
      { MASHSTREAM_S3_ACCESS_KEY_ID: 'x' },
      /^MASHSTREAM_S3_ACCESS_KEY_ID: .*set MASHSTREAM_S3_SECRET_ACCESS_KEY too/,
    ],
    [
      { MASHSTREAM_S3_SECRET_ACCESS_KEY: 'x' },
      /^MASHSTREAM_S3_SECRET_ACCESS_KEY: .*set MASHSTREAM_S3_ACCESS_KEY_ID too/,
    ],
  ])('%j', (env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)]);
  });

  it('is told at once, beside what is wrong with values, in the names of where they were set', () => {
    const flags = { kafkaBrokers: 'kafka', top: 'x' };
    const env = { MASHSTREAM_KAFKA_PASSWORD: 'x', MASHSTREAM_S3_ACCESS_KEY_ID: 'x' };
    const load = (): unknown => loadConfig({ folder: '/nowhere', env, flags });
    expect(load).toThrow(/5 problems/);
    expect(load).toThrow(
      /--top: [^]*--kafka-brokers: must be[^]*--kafka-brokers: with Kafka[^]*MASHSTREAM_KAFKA_PASSWORD: [^]*MASHSTREAM_S3_ACCESS_KEY_ID: /,
    );
  });

  it('what is only for sources needs no other servers', () => {
    const env = { MASHSTREAM_S3_ENDPOINT: 'http://minio:9000', MASHSTREAM_S3_REGION: 'x' };
    expect(
      problemsOf({ ...env, MASHSTREAM_S3_ACCESS_KEY_ID: 'x', MASHSTREAM_S3_SECRET_ACCESS_KEY: 'y' }),
    ).toEqual([]);
  });
});
