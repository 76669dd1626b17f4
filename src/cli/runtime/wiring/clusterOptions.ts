import { readFileSync } from 'node:fs';
import type { KafkaOptions, KafkaSasl, KafkaTls } from '../../../adapters/kafka/client/kafkaOptions.js';
import type { MongoOptions } from '../../../adapters/mongo/connection/mongoOptions.js';
import type { S3Options } from '../../../adapters/s3/s3Options.js';
import type { Config, ConfigField } from '../../../config.js';
import { PipelineError } from '../../../errors.js';
import { s3AccessOf } from './s3AccessOf.js';

/** Does what is kept lie on servers? They are named together or not at all (impossibleTogether). */
export const isCluster = ({ kafkaBrokers }: Pick<Config, 'kafkaBrokers'>): boolean => kafkaBrokers.length > 0;

/** The Kafka cluster as configured. Error `bad-config`: a PEM file cannot be read. */
export const kafkaOptionsOf = (config: Config): KafkaOptions => ({
  brokers: config.kafkaBrokers,
  clientId: config.kafkaClientId,
  ...(config.kafkaTls && { ssl: tlsOf(config) }),
  ...saslOf(config),
  topicPrefix: config.topicPrefix,
  groupPrefix: config.groupPrefix,
  sessionTimeout: config.sessionTimeout * 1000,
});

function tlsOf({ kafkaCa, kafkaCert, kafkaKey }: Config): KafkaTls {
  return {
    ...(kafkaCa !== undefined && { ca: pemOf('kafkaCa', kafkaCa) }),
    ...(kafkaCert !== undefined && { cert: pemOf('kafkaCert', kafkaCert) }),
    ...(kafkaKey !== undefined && { key: pemOf('kafkaKey', kafkaKey) }),
  };
}

function pemOf(setting: ConfigField, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    // The path of a key is never shown: the key itself may stand there by mistake.
    throw new PipelineError('bad-config', `The file named by ${setting} cannot be read. Name a PEM file.`, {
      cause,
    });
  }
}

function saslOf({ kafkaSasl: mechanism, kafkaUsername: username, kafkaPassword: password }: Config): {
  readonly sasl?: KafkaSasl;
} {
  const complete = mechanism !== undefined && username !== undefined && password !== undefined;
  return complete ? { sasl: { mechanism, username, password } } : {};
}

/** The catalogue's database as configured. */
export const mongoOptionsOf = ({ mongoUrl = '', mongoDatabase }: Config): MongoOptions => ({
  url: mongoUrl,
  database: mongoDatabase,
});

/** The blobs' bucket as configured. */
export const s3OptionsOf = (config: Config): S3Options => ({
  ...s3AccessOf(config),
  bucket: config.s3Bucket ?? '',
  ...(config.s3Prefix !== '' && { prefix: config.s3Prefix }),
});
