import type { ConfigField } from '../../config.js';
import { variableOf } from './environmentLayer.js';

export interface Given {
  /** Was it set to something, to whatever? */
  readonly has: (field: ConfigField) => boolean;
  /** Its name in the place where it was set. */
  readonly nameOf: (field: ConfigField) => string;
}

const ofServers: readonly ConfigField[] = ['mongoUrl', 's3Bucket'];
const ofKafka: readonly ConfigField[] = [
  ...(['kafkaClientId', 'kafkaTls', 'kafkaCa', 'kafkaCert', 'kafkaKey', 'kafkaSasl'] as const),
  ...(['kafkaUsername', 'kafkaPassword', 'topicPrefix', 'groupPrefix', 'sessionTimeout'] as const),
];

/** Settings that make no sense together, each with what to do; values play no part, so nothing secret is told. */
export function impossibleTogether({ has, nameOf }: Given): readonly string[] {
  const set = (fields: readonly ConfigField[]): readonly ConfigField[] => fields.filter(has);
  const unset = (fields: readonly ConfigField[]): string =>
    fields
      .filter((field) => !has(field))
      .map(variableOf)
      .join(' and ');
  const names = (fields: readonly ConfigField[]): string => fields.map(nameOf).join(', ');
  const problems: string[] = [];

  /** Where one of `fields` is set, all of `needed` must be. */
  const need = (fields: readonly ConfigField[], needed: readonly ConfigField[], why: string): void => {
    const given = set(fields);
    if (given.length > 0 && !needed.every(has))
      problems.push(`${names(given)}: ${why}: set ${unset(needed)} too, or leave it out`);
  };

  need(['kafkaBrokers'], ofServers, 'with Kafka, catalogue and files must lie on servers as well');
  need(ofServers, ['kafkaBrokers'], 'it is for a log that lies on Kafka');
  need(ofKafka, ['kafkaBrokers'], 'no broker is named');
  need(
    ['kafkaUsername', 'kafkaPassword'],
    ['kafkaSasl'],
    'it is not told how to log in (plain, scram-sha-256 or scram-sha-512)',
  );
  need(['kafkaSasl'], ['kafkaUsername', 'kafkaPassword'], 'nobody can log in without name and password');
  need(['kafkaCert'], ['kafkaKey'], 'a certificate is of no use without its key');
  need(['kafkaKey'], ['kafkaCert'], 'a key is of no use without its certificate');
  need(['kafkaCa', 'kafkaCert', 'kafkaKey'], ['kafkaTls'], 'certificates are for encrypted connections');
  need(['s3AccessKeyId'], ['s3SecretAccessKey'], 'an access key is of no use without its secret');
  need(['s3SecretAccessKey'], ['s3AccessKeyId'], 'a secret is of no use without its access key');
  return problems;
}
