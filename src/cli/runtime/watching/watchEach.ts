import { concatMap, EMPTY, from, mergeMap, of, type Observable } from 'rxjs';
import type { Config } from '../../../config.js';
import type { Mashup, Ranking } from '../../../domain/mashup.js';
import { sings } from '../../../operators/match/selection.js';
import { isUsed } from '../../results/remarks/isUsed.js';
import { rankingText } from '../../results/best/rankingText.js';
import type { RankingView } from '../../results/best/rankingView.js';
import type { ResultOutput } from '../../results/rows/resultText.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { usableRankings } from '../../results/best/usableRankings.js';
import { printable } from '../../text/printable.js';
import type { State } from '../wiring/openState.js';
import { nearestTo } from '../reading/nearestTo.js';
import { rankingViewOf } from '../reading/rankingViewOf.js';
import { recentClips } from '../reading/recentClips.js';
import { rankingChanges, type RankingChange } from '../reading/rankingChanges.js';

export interface WatchOptions {
  readonly config: Config;
  readonly output: ResultOutput;
  /** Go on after the present state. */
  readonly follow: boolean;
  /** Tell why each mashup scored as it did. */
  readonly explain: boolean;
}

/** The ranking of each chosen voice as text, whenever it changes, whatever scored it. */
export function watchEach({ log, catalogue, clock }: State, options: WatchOptions): Observable<string> {
  const { config, output, follow } = options;
  const names = new Map<string, string>();
  const gone = (seedClipId: string): string[] => {
    const name = names.get(seedClipId);
    names.delete(seedClipId);
    if (name === undefined) return [];
    return [output.json ? JSON.stringify({ type: 'gone', seedClipId }) : `${name}: gone`];
  };
  const clipsOf = recentClips(catalogue, clock);
  /** As many mashups of it as are shown. */
  const usableOf = async (ranking: Ranking): Promise<RankingView> => {
    const choice = { ...config, scorer: ranking.scorer.name };
    const mashups: Mashup[] = [];
    const clips = new Map(await clipsOf([ranking.seedClipId]));
    for (const mashup of ranking.mashups) {
      if (mashups.length === config.top) break;
      for (const [id, clip] of await clipsOf(mashup.parts.map(({ clipId }) => clipId))) clips.set(id, clip);
      const found = usableRankings([{ ...ranking, mashups: [mashup] }], choice, clips);
      mashups.push(...found.flatMap((usable) => usable.mashups));
    }
    return { mashups, clips };
  };
  const textOf = async ({ seedClipId, ranking }: RankingChange): Promise<string[]> => {
    if (!ranking) return gone(seedClipId);
    const seed = (await clipsOf([seedClipId])).get(seedClipId);
    if (!seed || !sings(config, seed)) return [];
    names.set(seedClipId, printable(sourceName(seed.source)));
    const view = rankingViewOf(options, { scorer: ranking.scorer.name, ...(await usableOf(ranking)) });
    const alone = ranking.mashups.length === 0 && isUsed(seed, config.useDoubtful);
    const nearest = alone ? await nearestTo(seed, catalogue, config) : undefined;
    return [rankingText(ranking, view, { ...output, useDoubtful: config.useDoubtful, nearest })];
  };
  return rankingChanges(log, { follow }).pipe(
    concatMap((change) =>
      from(textOf(change)).pipe(mergeMap((texts) => (texts.length ? of(...texts) : EMPTY))),
    ),
  );
}
