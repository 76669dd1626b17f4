import { Kafka, logLevel, type KafkaConfig, type RetryOptions } from 'kafkajs';
import type { KafkaOptions, KafkaSasl } from './kafkaOptions.js';

/** Of one request: whoever asks waits itself (patience) and can say so. */
const impatient: RetryOptions = { initialRetryTime: 50, maxRetryTime: 500, retries: 4 };

/** A consumer that gives up comes back as a new member and loses its work: it outlasts any outage. */
export const forever: RetryOptions = { initialRetryTime: 100, maxRetryTime: 1000, retries: 1e6 };

/** A client of the cluster; nothing is connected yet. kafkajs tells what it meets in the errors that it throws, so it logs nothing. */
export function createKafka(options: KafkaOptions, retry: RetryOptions = impatient): Kafka {
  const { brokers, clientId = 'mashstream', ssl, sasl } = options;
  const config: KafkaConfig = {
    ...{ brokers: [...brokers], clientId, retry, logLevel: logLevel.NOTHING },
    ...(ssl !== undefined && { ssl: ssl === true ? true : ssl }),
    ...(sasl && { sasl: saslOf(sasl) }),
    connectionTimeout: 5000,
  };
  return new Kafka(config);
}

/** One object a mechanism: kafkajs types them apart. */
function saslOf({ mechanism, username, password }: KafkaSasl): NonNullable<KafkaConfig['sasl']> {
  if (mechanism === 'plain') return { mechanism, username, password };
  if (mechanism === 'scram-sha-256') return { mechanism, username, password };
  return { mechanism, username, password };
}
