import { MongoClient } from 'mongodb';
import { PipelineError } from '../../../errors.js';
import type { MongoOptions } from './mongoOptions.js';

/**
 * A client that is not connected yet. What resolved is on the disks of a majority, and is seen by whoever asks next: the url cannot ask
 * for less. Error `bad-config` for a url that cannot be read.
 */
export function createMongoClient(options: MongoOptions): MongoClient {
  const { url, poolSize, selectionTimeout = 2000, silence = 30_000 } = options;
  try {
    return new MongoClient(url, {
      appName: 'mashstream',
      ...(poolSize !== undefined && { maxPoolSize: poolSize }),
      serverSelectionTimeoutMS: selectionTimeout,
      socketTimeoutMS: silence,
      ...{ w: 'majority', journal: true },
      readPreference: 'primary',
      readConcernLevel: 'local',
    });
  } catch {
    // What the driver says of a url may hold a part of it, and so of a password.
    throw new PipelineError(
      'bad-config',
      'The setting mongoUrl cannot be read. It looks like mongodb://user:password@host:27017/?options, with special characters as %40 and so on.',
    );
  }
}

/** How messages name the server: without credentials. */
export function mongoServerName({ options: { srvHost, hosts } }: MongoClient): string {
  const addresses = hosts.map(({ host = '', port, socketPath }) => socketPath ?? `${host}:${port ?? 27_017}`);
  return `the MongoDB server at ${srvHost ?? addresses.join(',')}`;
}
