import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { ensureBuilt } from '../../../../scripts/lib/ensureBuilt.mjs';
import { projectPath } from '../../../support/projectFile.js';
import { cacheFolder } from '../../cache/cacheFolder.js';
import { withLock } from '../../cache/withLock.js';
import { describeOn } from '../../describeOn.js';
import { calmRankings } from './calm.js';
import type { Rankings } from './readings.js';
import type { ClusterServers } from './settings.js';
import { clusterSongs } from './songs.js';

export interface ClusterTests {
  /** Those that all tests share. */
  readonly servers: () => ClusterServers;
  /** A folder with songs … */
  readonly songs: () => string;
  /** … and what they come to. */
  readonly calm: () => Rankings;
}

/** Where the songs or the calm run have to be made first, on a busy machine. */
const preparation = 600_000;

/** Of two test files at one time, one compiles and the other waits for it. */
export const build = (): Promise<void> =>
  withLock(join(cacheFolder(), 'cluster-build.lock'), () => {
    const problem = ensureBuilt(projectPath('.'));
    return problem === undefined ? Promise.resolve() : Promise.reject(new Error(problem));
  });

/** Tests on Kafka, MongoDB and S3 together; left out where one of them cannot be had. */
export function describeOnServers(title: string, tests: (servers: () => ClusterServers) => void): void {
  describeOn('kafka', title, (kafka) =>
    describeOn('mongo', 'with MongoDB', (mongo) =>
      describeOn('s3', 'and S3', (s3) => tests(() => ({ kafka: kafka(), mongo: mongo(), s3: s3() }))),
    ),
  );
}

/** Tests of the whole program on them. */
export function describeCluster(title: string, tests: (given: ClusterTests) => void): void {
  describeOnServers(title, (servers) => {
    let [songs, calm]: [string, Rankings] = ['', {}];
    beforeAll(async () => {
      await build();
      songs = await clusterSongs();
      calm = await calmRankings(songs);
    }, preparation);
    tests({ servers, songs: () => songs, calm: () => calm });
  });
}
