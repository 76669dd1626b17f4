import {
  auditTime,
  concatMap,
  concatWith,
  connect,
  debounceTime,
  defer,
  distinctUntilChanged,
  EMPTY,
  from,
  merge,
  mergeMap,
  of,
  tap,
  type Observable,
} from 'rxjs';
import { scorerNameIn } from '../../../operators/match/matchOptions.js';
import { bestText } from '../../results/best/bestText.js';
import type { LogRecord } from '../../../ports/log.js';
import { findBest } from '../reading/findBest.js';
import type { State } from '../wiring/openState.js';
import { rankingViewOf } from '../reading/rankingViewOf.js';
import { newestHeard } from './newestHeard.js';
import type { WatchOptions } from './watchEach.js';

/** Changes come in bursts: the best are looked for at most so often, ms. */
const every = 250;

/** The best of all rankings as text, at first and whenever it changes. */
export function watchBest({ log, catalogue }: State, options: WatchOptions): Observable<string> {
  const { config, output, follow } = options;
  const newest = newestHeard(log, 'mashups');
  const textNow = async (): Promise<string> => {
    const scorer = scorerOf(await catalogue.scorersOfSeeds(), config.scorer);
    const best = await findBest({ log: newest, catalogue }, { ...config, scorer });
    return bestText(scorer, rankingViewOf(options, { scorer, ...best }), output);
  };
  const heard = tap<LogRecord>((record) => newest.hear(record));
  // Where the topic ends is asked first, so that no change falls between the first look and the second.
  const looks$ = defer(() => from(log.end('mashups'))).pipe(
    mergeMap((since) => {
      const changes$ = follow ? inTime(heard(log.readTable('mashups', { follow, since }))) : EMPTY;
      return of(undefined).pipe(concatWith(changes$));
    }),
  );
  return looks$.pipe(concatMap(textNow), distinctUntilChanged());
}

/** A ranking comes before what the catalogue remembers of it, so it is looked for once more when all is quiet. */
const inTime = (changes$: Observable<unknown>): Observable<unknown> =>
  changes$.pipe(
    connect((shared$) => merge(shared$.pipe(auditTime(every)), shared$.pipe(debounceTime(8 * every)))),
  );

/** The one configured, or, where nothing is ranked by it, that of the newest ranking. */
function scorerOf(terms: readonly string[], configured: string): string {
  const names = terms.map(scorerNameIn);
  return names.includes(configured) ? configured : (names.at(0) ?? configured);
}
