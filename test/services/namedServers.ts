import type { Addresses } from './services.js';

/** Servers that run already, named in the environment: they are used in place of started ones, and never stopped. */
export function namedServers(env: NodeJS.ProcessEnv): Partial<Addresses> {
  const named = (name: string): string | undefined => env[`MASHSTREAM_TEST_${name}`];
  const [kafka, mongo, s3, prometheus] = ['KAFKA', 'MONGO', 'S3', 'PROMETHEUS'].map(named);
  return {
    ...(kafka && { kafka: { brokers: kafka.split(',') } }),
    ...(mongo && { mongo: { url: mongo } }),
    ...(s3 && {
      s3: {
        endpoint: s3,
        region: named('S3_REGION') ?? 'us-east-1',
        accessKeyId: named('S3_ACCESS_KEY_ID') ?? '',
        secretAccessKey: named('S3_SECRET_ACCESS_KEY') ?? '',
      },
    }),
    ...(prometheus && { prometheus: { url: prometheus.replace(/\/$/, '') } }),
  };
}
