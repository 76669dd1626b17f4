import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../src/adapters/files/fileWorkspaces.js';
import { systemClock } from '../../src/adapters/files/systemClock.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { featuresVersion } from '../../src/domain/featuresVersion.js';
import { silentObserver } from '../../src/metrics.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
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
  content(): Promise<SoundContent>;
  close(): Promise<void>;
}

export type SoundContent = Readonly<
  Record<
    'publications' | 'tracks' | 'clips' | 'lost' | 'orphans' | 'announced' | 'letters',
    readonly unknown[]
  >
>;

export interface Changes {
  readonly catalogue?: (catalogue: Catalogue) => Catalogue;
  readonly blobs?: (blobs: BlobStore) => BlobStore;
  readonly log?: (log: Log) => Log;
}

const same = <T>(port: T): T => port;

/** Blobs of clips that are not there as they were, and blobs of nothing. */
async function storedOf(catalogue: Catalogue, blobs: BlobStore) {
  const clips = await catalogue.scanClips('', 100);
  const refs = clips.flatMap(({ stems, features }) =>
    [...Object.values(stems), ...Object.values(features)].flatMap((ref) => ref ?? []),
  );
  const lost: string[] = [];
  for (const ref of refs) if (!(await blobs.isWhole(ref))) lost.push(ref.key);
  const keys = await blobs.list('');
  return { lost, orphans: keys.filter((key) => !refs.some((ref) => ref.key === key)) };
}

/** A worker of both halves of ingest over a folder in which others may work too. Every address has the sound that its first letter names. */
export function soundWorker(root: string): SoundWorker {
  const driver = topologyDriver(openDatabase(`${root}/mashstream.db`));
  const tools = tellingTools();
  tools.finds.sound = new Proxy({}, { get: (_, uri) => String(uri).slice(0, 2) });
  let running: Running | undefined;
  const { catalogue, log } = driver;
  const blobs = fileBlobStore(`${root}/blobs`);
  return {
    driver,
    tools,
    start: (changes = {}) => {
      const { catalogue: seen = same, blobs: seenBlobs = same, log: seenLog = same } = changes;
      const options = {
        ...{ ...tools, observer: silentObserver, clock: systemClock, catalogue: seen(catalogue) },
        ...{ blobs: seenBlobs(blobs), workspaces: fileWorkspaces(`${root}/work`) },
        ...{ maxDuration: 600, clipsPerTrack: 1, featuresVersion, concurrency: 4 },
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
      ...(await storedOf(catalogue, blobs)),
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
