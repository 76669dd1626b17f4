import { statSync } from 'node:fs';
import {
  concatWith,
  defer,
  filter,
  finalize,
  from,
  interval,
  map,
  mergeMap,
  retry,
  take,
  takeUntil,
  type Observable,
} from 'rxjs';
import type { Milliseconds } from '../../../domain/units.js';
import { dataFolder } from '../wiring/dataFolder.js';
import type { State } from '../wiring/openState.js';
import { waitForState, type Kept } from '../session/waitForState.js';
import { isCluster } from '../wiring/clusterOptions.js';

export interface WatchFolderOptions {
  /** What is shown of a state; with `follow` endless. */
  readonly show: (state: State) => Observable<string>;
  /** Go on after the present state. */
  readonly follow: boolean;
  /** Told when the database is replaced. */
  readonly say: (text: string) => void;
}

/** How often it is looked whether the database is still the same. */
const every: Milliseconds = 1000;
/** A new one is opened when it has been made: within so many looks. */
const tries = 10;

/**
 * What `show` shows of what is kept. Where the database of a data folder is replaced, removed and made anew, or has changed though it was opened as it
 * stood, that is said, and it goes on with the new one. Errors of opening the first.
 */
export function watchFolder(kept: Kept, options: WatchFolderOptions): Observable<string> {
  const { show, follow, say } = options;
  const { database } = dataFolder(kept.data);
  const showNow = (state: State): Observable<string> =>
    show(state).pipe(finalize(() => void state.close().catch(() => undefined)));
  const open$ = defer(() => from(waitForState(kept, 'look')));
  const served = 'kafkaBrokers' in kept && isCluster(kept);
  if (!follow || served) return open$.pipe(mergeMap(showNow));

  const round = (opening$: Observable<State>): Observable<string> =>
    defer(() => {
      const identity = identityOf(database);
      return opening$.pipe(
        mergeMap((state) => {
          const content = contentOf(database);
          const isSame = (): boolean =>
            identityOf(database) === identity && !(state.frozen && contentOf(database) !== content);
          return showNow(state).pipe(takeUntil(looks$.pipe(filter(() => !isSame()))));
        }),
      );
    }).pipe(concatWith(defer(next)));
  const next = (): Observable<string> => {
    if (identityOf(database) === undefined) say(`The database ${database} is gone. Waiting for a new one …`);
    return looks$.pipe(
      filter(() => identityOf(database) !== undefined),
      take(1),
      mergeMap(() => {
        say(`The database ${database} is another one now, or has changed: going on with that.`);
        return round(open$.pipe(retry({ count: tries, delay: every })));
      }),
    );
  };
  return round(open$);
}

const looks$ = interval(every).pipe(map(() => undefined));

/** Inode numbers are used again: with the time of birth they are not. Undefined where there is none. */
function identityOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && [found.dev, found.ino, found.birthtimeMs].join();
}

const contentOf = (path: string): string =>
  [path, `${path}-wal`]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((found) => `${found?.size ?? 0} ${found?.mtimeMs ?? 0}`)
    .join();
