import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { silentObserver } from '../../src/metrics.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { Log } from '../../src/ports/log.js';
import { ingestTopologies } from '../../src/topologies/ingest.js';
import type { Running } from '../../src/topologies/run.js';
import { tracksOf } from './catalogued.js';
import { tellingTools, type TellingTools } from './tellingTools.js';
import { topologyDriver, type TopologyDriver } from './topologyDriver.js';

export interface SoundWorker {
  readonly driver: TopologyDriver;
  readonly tools: TellingTools;
  /** Begins to work; what it is to see of the ports may be changed. */
  start(changes?: Changes): Running;
  /** All that songs have left: publications, tracks, clips, what is announced, dead letters. */
  content(): Promise<unknown>;
  close(): Promise<void>;
}

export interface Changes {
  readonly catalogue?: (catalogue: Catalogue) => Catalogue;
  readonly log?: (log: Log) => Log;
}

/** A worker of both halves of ingest over a folder in which others may work too. Every address has the sound that its first letter names. */
export function soundWorker(root: string): SoundWorker {
  const driver = topologyDriver(openDatabase(`${root}/mashstream.db`));
  const tools = tellingTools();
  tools.finds.sound = new Proxy({}, { get: (_, uri) => String(uri).slice(0, 2) });
  let running: Running | undefined;
  const { catalogue, log } = driver;
  return {
    driver,
    tools,
    start: ({ catalogue: seen = (same: Catalogue) => same, log: seenLog = (same: Log) => same } = {}) => {
      const options = {
        ...{ ...tools, observer: silentObserver, clock: systemClock, catalogue: seen(catalogue) },
        ...{ blobs: fileBlobStore(`${root}/blobs`), workspaces: fileWorkspaces(`${root}/work`) },
        ...{ maxDuration: 600, clipsPerTrack: 1, featuresVersion: '1', concurrency: 4 },
      };
      running = driver.start(ingestTopologies(options), seenLog(log));
      // A worker whose connection is cut ends so.
      running.ended.catch(() => undefined);
      return running;
    },
    content: async () => ({
      publications: (await catalogue.listPublications({ limit: 100 })).map(
        ({ id, trackId, formerly, failure }) => ({ id, trackId, formerly, failure }),
      ),
      tracks: await tracksOf(catalogue),
      clips: (await catalogue.scanClips('', 100)).map(({ clipId, source }) => ({ clipId, source })),
      announced: (await driver.table('clips')).map(({ key }) => key).sort(),
      letters: (await driver.table('dead-letters')).map(({ key }) => key),
    }),
    async close() {
      running?.stop();
      await running?.ended.catch(() => undefined);
      await driver.close();
    },
  };
}
