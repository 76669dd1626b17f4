import { existsSync, mkdirSync, mkdtempSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileBlobStore } from '../../../adapters/files/fileBlobStore.js';
import { fileWorkspaces } from '../../../adapters/files/fileWorkspaces.js';
import { ownStamp } from '../../../adapters/files/ownStamp.js';
import { privateTemporaryFolder } from '../../../adapters/files/privateTemporaryFolder.js';
import { systemClock } from '../../../adapters/files/systemClock.js';
import { createPatience, type Patience } from '../../../adapters/shared/patience.js';
import { patient } from '../../../adapters/shared/patient.js';
import type { Database } from '../../../adapters/sqlite/database/connect.js';
import { openDatabase } from '../../../adapters/sqlite/database/openDatabase.js';
import { sqliteAttempts } from '../../../adapters/sqlite/log/sqliteAttempts.js';
import { sqliteCatalogue } from '../../../adapters/sqlite/catalogue/sqliteCatalogue.js';
import { sqliteLog } from '../../../adapters/sqlite/log/sqliteLog.js';
import { takeRunLock } from '../../../adapters/sqlite/lock/takeRunLock.js';
import { PipelineError } from '../../../errors.js';
import type { Attempts } from '../../../ports/attempts.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import type { Clock } from '../../../ports/clock.js';
import type { Log } from '../../../ports/log.js';
import type { Workspaces } from '../../../ports/workspace.js';
import { dataFolder, type DataFolder } from './dataFolder.js';
import { runIsActive } from './runIsActive.js';

/** All that is kept: embedded in a data folder, or on servers. */
export interface State {
  readonly clock: Clock;
  readonly log: Log;
  readonly catalogue: Catalogue;
  readonly attempts: Attempts;
  readonly blobs: BlobStore;
  readonly workspaces: Workspaces;
  /** The log's, but it waits for nobody: for who must answer at once. */
  readonly lag: Log['lag'];
  /** Other workers may be at work on it at the same time. */
  readonly shared: boolean;
  /** Is somebody at work on what is published? */
  readonly worked: () => Promise<boolean>;
  /** It may only be looked at, as it stood when it was opened. */
  readonly frozen: boolean;
  /** What work waits for just now; undefined: nothing. */
  readonly waitingFor: () => string | undefined;
  close(): Promise<void>;
}

/** look: reads only, beside a run. append: adds to the log, beside a run. run: the one process that works in the folder. */
export type Access = 'look' | 'append' | 'run';

export interface StateOptions {
  /** Days after which the log forgets what it keeps by time. Left out: it forgets nothing. */
  readonly keepDays?: number;
  /** How long its ports wait while the database is held by others. Left out: for ever. */
  readonly patience?: Patience;
}

/**
 * Opens a data folder; `run` takes its lock (`busy` while another run has it) and makes it where there is none. Its ports wait, as far
 * as patience goes, while the database is held by others; opening does not (waitForState does): error `unavailable`.
 */
export function openState(root: string, access: Access, options: StateOptions = {}): State {
  const folder = dataFolder(root);
  if (access !== 'look') makeFolder(folder.root);
  refuseEmptied(folder);
  const lock = access === 'run' ? takeRunLock(folder.lock) : undefined;
  try {
    return stateIn(folder, { ...options, access, release: () => lock?.release() });
  } catch (error) {
    lock?.release();
    throw error;
  }
}

interface Opening extends StateOptions {
  readonly access: Access;
  readonly release: () => void;
}

function stateIn(folder: DataFolder, { access, keepDays, release, ...options }: Opening): State {
  const { patience = createPatience() } = options;
  const db = access === 'look' ? look(folder) : openDatabase(folder.database);
  try {
    const catalogue = sqliteCatalogue(db);
    const log = sqliteLog(db, {
      clock: systemClock,
      patience,
      // Reads all of the log: who only adds to it is not kept waiting.
      tidies: access === 'run',
      ...(keepDays !== undefined && { keepFor: keepDays * 86_400_000 }),
    });
    // Who only looks may not be allowed to write there.
    const workspaces =
      access === 'look' ? lazyWorkspaces(privateTemporaryFolder) : fileWorkspaces(folder.work);
    return {
      clock: systemClock,
      log: patient(log, patience),
      catalogue: patient(catalogue, patience),
      attempts: patient(sqliteAttempts(db), patience),
      blobs: patient(fileBlobStore(folder.blobs), patience),
      workspaces: patient(workspaces, patience),
      lag: (group, topics) => log.lag(group, topics),
      shared: false,
      worked: () => Promise.resolve(runIsActive(folder.root)),
      frozen: db.frozen,
      waitingFor: patience.reason,
      async close() {
        await workspaces.close();
        await log.close();
        await catalogue.close();
        db.close();
        release();
      },
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A database of no bytes is a new one, except beside stems: then its content was lost, and no song would be known any more. */
function refuseEmptied({ database, blobs }: DataFolder): void {
  const lost = statSync(database, { throwIfNoEntry: false })?.size === 0 && existsSync(join(blobs, 'clips'));
  if (lost)
    throw new PipelineError(
      'unreadable',
      `The database ${database} is empty though stems lie beside it: its content was lost. ` +
        'Restore it, or delete it to begin anew.',
    );
}

/** Says where the demo's state lies, when that is all there is. */
function look({ root, database }: DataFolder): Database {
  const demo = join(root, 'demo');
  if (!existsSync(database) && existsSync(dataFolder(demo).database))
    throw new PipelineError(
      'not-found',
      `There is no database at ${database}. The demo's lies below it: add --data ${shortest(demo)}`,
    );
  return openDatabase(database, { readOnly: true, copyFolder });
}

/** Named as work is (fileWorkspaces), so that what a killed process leaves is cleared. */
const copyFolder = (): string => mkdtempSync(join(privateTemporaryFolder(), `${ownStamp()}.look.`));

/** Makes the folder when it is first needed. */
function lazyWorkspaces(root: () => string): Workspaces {
  let made: Workspaces | undefined;
  return {
    open: async (purpose) => (made ??= fileWorkspaces(root())).open(purpose),
    close: async () => made?.close(),
  };
}

const shortest = (path: string): string => {
  const near = relative('.', path);
  return near.startsWith('..') ? path : near;
};

function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true });
  } catch (cause) {
    const why = PipelineError.from(cause).message;
    throw new PipelineError(
      'bad-config',
      `Making the data folder ${path}: ${why}. Choose another with --data.`,
      { cause },
    );
  }
}
