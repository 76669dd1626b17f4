import { concatMap, EMPTY, from, mergeMap, of, type Observable } from 'rxjs';
import type { Config } from '../../config.js';
import { sings } from '../../operators/selection.js';
import { rankingText } from '../results/rankingText.js';
import type { ResultOutput } from '../results/resultText.js';
import { sourceName } from '../results/sourceName.js';
import { usableRankings } from '../results/usableRankings.js';
import { printable } from '../text/printable.js';
import { clipsById } from './clipsById.js';
import type { State } from './openState.js';
import { rankingViewOf } from './rankingViewOf.js';
import { rankingChanges, type RankingChange } from './rankingChanges.js';

export interface WatchOptions {
  readonly config: Config;
  readonly output: ResultOutput;
  /** Go on after the present state. */
  readonly follow: boolean;
  /** Tell why each mashup scored as it did. */
  readonly explain: boolean;
}

/** The ranking of each chosen voice as text, whenever it changes, whatever scored it. */
export function watchEach({ log, catalogue }: State, options: WatchOptions): Observable<string> {
  const { config, output, follow } = options;
  const names = new Map<string, string>();
  const gone = (seedClipId: string): string[] => {
    const name = names.get(seedClipId);
    names.delete(seedClipId);
    if (name === undefined) return [];
    return [output.json ? JSON.stringify({ type: 'gone', seedClipId }) : `${name}: gone`];
  };
  const textOf = async ({ seedClipId, ranking }: RankingChange): Promise<string[]> => {
    if (!ranking) return gone(seedClipId);
    const parts = ranking.mashups.flatMap((mashup) => mashup.parts.map(({ clipId }) => clipId));
    const clips = await clipsById(catalogue, [seedClipId, ...parts]);
    const seed = clips.get(seedClipId);
    if (!seed || !sings(config, seed)) return [];
    names.set(seedClipId, printable(sourceName(seed.source)));
    const scorer = ranking.scorer.name;
    const [usable] = usableRankings([ranking], { ...config, scorer }, clips);
    const mashups = usable.mashups.slice(0, config.top);
    const view = rankingViewOf(options, { scorer, clips, mashups });
    return [rankingText(ranking, view, { ...output, useDoubtful: config.useDoubtful })];
  };
  return rankingChanges(log, follow).pipe(
    concatMap((change) =>
      from(textOf(change)).pipe(mergeMap((texts) => (texts.length ? of(...texts) : EMPTY))),
    ),
  );
}
