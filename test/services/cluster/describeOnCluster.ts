import { randomUUID } from 'node:crypto';
import { bucket, makeBucket } from '../../contracts/servers/s3Fixture.js';
import { describeOn } from '../describeOn.js';
import type { Addresses } from '../services.js';

/** Settings of the program by which it works on the servers, as its environment. */
export type Environment = Readonly<Record<string, string>>;

/** Tests on Kafka, MongoDB and S3 together. Each call of `environment` names a part of them that nobody else has; topics are not made yet. */
export function describeOnCluster(
  title: string,
  tests: (environment: () => Promise<Environment>) => void,
): void {
  describeOn('kafka', title, (kafka) => {
    describeOn('mongo', 'with MongoDB', (mongo) => {
      describeOn('s3', 'and S3', (s3) => {
        tests(async () => {
          await makeBucket(s3());
          return environmentOf({ kafka: kafka(), mongo: mongo(), s3: s3() });
        });
      });
    });
  });
}

function environmentOf({ kafka, mongo, s3 }: Pick<Addresses, 'kafka' | 'mongo' | 's3'>): Environment {
  const own = randomUUID().slice(0, 8);
  return {
    MASHSTREAM_KAFKA_BROKERS: kafka.brokers.join(','),
    MASHSTREAM_TOPIC_PREFIX: `${own}.`,
    MASHSTREAM_GROUP_PREFIX: `${own}.`,
    MASHSTREAM_SESSION_TIMEOUT: '6',
    // FerretDB loses updates with more.
    MASHSTREAM_MONGO_URL: `${mongo.url}?maxPoolSize=1`,
    MASHSTREAM_MONGO_DATABASE: `tests-${own}`,
    MASHSTREAM_S3_BUCKET: bucket,
    MASHSTREAM_S3_PREFIX: `programs/${own}`,
    MASHSTREAM_S3_ENDPOINT: s3.endpoint,
    MASHSTREAM_S3_REGION: s3.region,
    MASHSTREAM_S3_ACCESS_KEY_ID: s3.accessKeyId,
    MASHSTREAM_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}
