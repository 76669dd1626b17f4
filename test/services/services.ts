import { installKafka } from './kafka/installKafka.js';
import { brokerAnswers } from './kafka/brokerAnswers.js';
import { startKafka, type KafkaAddress } from './kafka/startKafka.js';
import { installMongo } from './mongo/installMongo.js';
import { mongoAnswers, startMongo, type MongoAddress } from './mongo/startMongo.js';
import { installPrometheus } from './prometheus/installPrometheus.js';
import { prometheusAnswers, startPrometheus, type PrometheusAddress } from './prometheus/startPrometheus.js';
import { installS3 } from './s3/installS3.js';
import { s3Answers, startS3, type S3Address } from './s3/startS3.js';
import type { Server } from './server/server.js';

/** The servers that tests know, and how each is reached. */
export interface Addresses {
  readonly kafka: KafkaAddress;
  readonly mongo: MongoAddress;
  readonly s3: S3Address;
  readonly prometheus: PrometheusAddress;
}

export type ServiceName = keyof Addresses;

export interface Service<Address> {
  /** Sees to it that it can be started; error `missing-program` where it cannot be had here. */
  readonly install: () => Promise<unknown>;
  readonly start: () => Promise<Server<Address>>;
  /** Rejects while it cannot be used. */
  readonly answers: (address: Address) => Promise<void>;
}

export const services: { readonly [Name in ServiceName]: Service<Addresses[Name]> } = {
  kafka: { install: installKafka, start: startKafka, answers: brokerAnswers },
  mongo: { install: installMongo, start: startMongo, answers: mongoAnswers },
  s3: { install: installS3, start: startS3, answers: s3Answers },
  prometheus: { install: installPrometheus, start: startPrometheus, answers: prometheusAnswers },
};
