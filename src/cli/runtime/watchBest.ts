import {
  auditTime,
  concatMap,
  defaultIfEmpty,
  distinctUntilChanged,
  scan,
  takeLast,
  type Observable,
} from 'rxjs';
import type { Ranking } from '../../domain/mashup.js';
import { bestMashups } from '../results/bestMashups.js';
import { bestText } from '../results/bestText.js';
import { usableRankings } from '../results/usableRankings.js';
import { clipsById } from './clipsById.js';
import type { State } from './openState.js';
import { rankingChanges } from './rankingChanges.js';
import { rankingViewOf } from './rankingViewOf.js';
import type { WatchOptions } from './watchEach.js';

/** Changes come in bursts: the best are looked for at most so often, ms. */
const every = 250;

type Rankings = ReadonlyMap<string, Ranking>;

/** The best of all rankings as text, at first and whenever it changes. */
export function watchBest({ log, catalogue }: State, options: WatchOptions): Observable<string> {
  const { config, output, follow } = options;
  const textOf = async (all: Rankings): Promise<string> => {
    const rankings = [...all.values()];
    const scorer = scorerOf(rankings, config.scorer);
    const ids = rankings.flatMap(({ mashups }) =>
      mashups.flatMap(({ parts }) => parts.map(({ clipId }) => clipId)),
    );
    const clips = await clipsById(catalogue, ids);
    const usable = usableRankings(rankings, { ...config, scorer }, clips);
    const mashups = bestMashups(usable, { count: config.top });
    return bestText(scorer, rankingViewOf(options, { scorer, clips, mashups }), output);
  };
  return rankingChanges(log, follow).pipe(
    scan((known: Rankings, { seedClipId, ranking }) => {
      const now = new Map(known);
      now.delete(seedClipId);
      return ranking ? now.set(seedClipId, ranking) : now;
    }, new Map<string, Ranking>()),
    follow ? auditTime(every) : takeLast(1),
    defaultIfEmpty(new Map<string, Ranking>()),
    concatMap(textOf),
    distinctUntilChanged(),
  );
}

/** The one configured, or, where nothing is ranked by it, that of the newest ranking. */
function scorerOf(rankings: readonly Ranking[], configured: string): string {
  const names = rankings.map(({ scorer }) => scorer.name);
  return names.includes(configured) ? configured : (names.at(-1) ?? configured);
}
