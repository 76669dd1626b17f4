import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { fileBlobStore } from '../../src/adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../src/adapters/files/fileWorkspaces.js';
import { openDatabase } from '../../src/adapters/sqlite/database/openDatabase.js';
import { sqliteCatalogue } from '../../src/adapters/sqlite/catalogue/sqliteCatalogue.js';
import type { BlobRef } from '../../src/domain/blobRef.js';
import { featuresVersion } from '../../src/domain/featuresVersion.js';
import type { Publication } from '../../src/domain/publication.js';
import type { StageObserver } from '../../src/metrics.js';
import type { BlobStore } from '../../src/ports/blobStore.js';
import type { Catalogue } from '../../src/ports/catalogue.js';
import type { TrackRecord } from '../../src/ports/trackRecord.js';
import type { Workspaces } from '../../src/ports/workspace.js';
import { manualClock } from './manualClock.js';
import { tellingTools, type TellingTools } from './tellingTools.js';
import { temporaryDirectory } from './temporaryDirectory.js';

/** All that the ingest stages need: the embedded catalogue and blobs, and tools that tell what they did. */
export interface IngestWorld extends TellingTools {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  readonly workspaces: Workspaces;
  readonly clock: ReturnType<typeof manualClock>;
  readonly observer: StageObserver;
  /** What stages reported as done, 0 … 1, in order. */
  readonly progress: number[];
  readonly featuresVersion: string;
  readonly clipsPerTrack: number;
  readonly maxDuration: number;
  /** Names of workspaces that are open. */
  open(): readonly string[];
  content(ref: BlobRef | undefined): Promise<string>;
}

/** A fresh world before each test; call it in a describe or at the top of a file. */
export function ingestWorld(): () => IngestWorld {
  const directory = temporaryDirectory();
  let world: IngestWorld;
  let close = (): void => undefined;
  let count = 0;
  beforeEach(() => {
    const database = openDatabase(':memory:');
    close = () => database.close();
    const root = directory(String(++count));
    const work = join(root, 'work');
    const blobs = fileBlobStore(join(root, 'blobs'));
    const progress: number[] = [];
    const nothing = (): undefined => undefined;
    world = {
      ...tellingTools(),
      catalogue: sqliteCatalogue(database),
      blobs,
      workspaces: fileWorkspaces(work),
      clock: manualClock(),
      progress,
      observer: {
        started: nothing,
        progressed: (_stage, _key, fraction) => progress.push(fraction),
        emitted: nothing,
        finished: nothing,
        failed: nothing,
      },
      featuresVersion,
      clipsPerTrack: 2,
      maxDuration: 600,
      open: () => (existsSync(work) ? readdirSync(work) : []),
      content: async (ref) => (ref ? new TextDecoder().decode(await blobs.readBytes(ref)) : ''),
    };
  });
  afterEach(() => close());
  return () => world;
}

/** A publication that says nothing but where a song lies. */
export const publication = (id: string, changes: Partial<Publication> = {}): Publication => ({
  ...{ id, uri: '/song.mp3', credits: {}, tags: {}, given: {}, notes: [] },
  ...changes,
});

/** A track as resolved for the first time. */
export const trackRecord = (changes: Partial<TrackRecord> = {}): TrackRecord => ({
  trackId: 'track',
  publications: [publication('key')],
  source: { uri: '/song.mp3' },
  given: {},
  regions: [],
  complete: false,
  clipIds: [],
  notes: [],
  ...changes,
});
