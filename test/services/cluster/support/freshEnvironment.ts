import { randomUUID } from 'node:crypto';
import { makeBucket } from '../../s3/testBucket.js';
import { environmentOf, settingsOf, type ClusterServers } from './settings.js';

/** Settings of a program by which it works on the servers, as its environment. */
export type Environment = Readonly<Record<string, string>>;

/** Names a part of the servers that nobody else has; the bucket is there, topics are not made yet. */
export async function freshEnvironment(servers: ClusterServers): Promise<Environment> {
  await makeBucket(servers.s3);
  return environmentOf(settingsOf(servers, `t${randomUUID().slice(0, 8)}`));
}
