import { variableOf } from '../../../../src/cli/config/environmentLayer.js';
import { configSchema, type Config } from '../../../../src/config.js';
import { bucket } from '../../s3/testBucket.js';
import type { Addresses } from '../../services.js';

/** Where a world's servers are. */
export type ClusterServers = Pick<Addresses, 'kafka' | 'mongo' | 's3'>;

/** Settings of all that tells of songs and rankings: the same on servers and in a folder, so that both must come to the same. */
export const work = { clipsPerTrack: '1', concurrency: '2', top: '0' } as const;

/** A worker that is silent for so many seconds has lost its work. */
export const sessionTimeout = 6;

export type Settings = Readonly<Record<string, string>>;

/** What a program is told of the servers, as texts by the names of the settings; `name`: of the world. */
export const settingsOf = ({ kafka, mongo, s3 }: ClusterServers, name: string): Settings => ({
  ...work,
  kafkaBrokers: kafka.brokers.join(','),
  // FerretDB wants one connection.
  mongoUrl: `${mongo.url}?maxPoolSize=1`,
  ...{ s3Bucket: bucket, s3Endpoint: s3.endpoint, s3Region: s3.region },
  ...{ s3AccessKeyId: s3.accessKeyId, s3SecretAccessKey: s3.secretAccessKey },
  ...{ topicPrefix: `${name}.`, groupPrefix: `${name}.`, mongoDatabase: name, s3Prefix: `${name}/` },
  sessionTimeout: String(sessionTimeout),
});

/** The same as variables of a program. */
export const environmentOf = (settings: Settings): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(settings).map(([field, value]) => [variableOf(field), value]));

/** The same for what is opened in this process. */
export const configOf = (settings: Settings): Config => configSchema.parse(settings);
