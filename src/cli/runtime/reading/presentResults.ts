import type { Clip } from '../../../domain/clip.js';
import type { Ranking } from '../../../domain/mashup.js';
import { isNarrow } from '../../../operators/match/selection.js';
import type { Log } from '../../../ports/log.js';
import type { WhichHeld } from '../../out/moveOlder.js';
import { arrangeOut } from '../../out/arrangeOut.js';
import { bestMashups } from '../../results/best/bestMashups.js';
import { usableRankings } from '../../results/best/usableRankings.js';
import { refuseWords } from '../../words/refuseWords.js';
import { clipsById } from './clipsById.js';
import { findBest, type Best } from './findBest.js';
import { rankingIn } from './rankingChanges.js';
import { rankingsWith } from './rankingsWith.js';
import { renderBest, type Rendered } from '../rendering/renderBest.js';
import { perSong, rankingsOf, scopeOf, type Scope } from './scopeOf.js';
import type { Session } from '../session/session.js';
import { wordsOn } from './wordsOn.js';

/** What a run has to show. */
export interface Results extends Omit<Rendered, 'unplayable'> {
  /** Why there are no rows, where there are none. */
  readonly nothing: readonly string[];
  /** What should be known of songs that went well, and of the folder of results. */
  readonly remarks: readonly string[];
}

/**
 * Renders the best mashups of the songs published under `keys`, describes them, and puts the folder of results in order. The rankings are
 * those that are stored, unless others were made for the choice of a narrowed run. Error `bad-config` for words of --vocal and --exclude
 * that none of the songs has.
 */
export async function presentResults(
  session: Session,
  keys: readonly string[],
  aside?: readonly Ranking[],
): Promise<Results> {
  const { config, songs, state, draining } = session;
  await refuseWords(config, state.catalogue, keys);
  const scope = await scopeOf(state.catalogue, keys, songs);
  const { unplayable, ...made } = await renderBest(session, await bestOf(session, scope, aside));
  const full = !scope.narrowed && !isNarrow(config);
  const held = full ? whichHeld(state.log) : undefined;
  const arranged =
    config.top === 0 || draining.aborted ? [] : await arrangeOut(config.out, { rows: made.rows, held });
  const empty = made.rows.length === 0 && config.top > 0 && !draining.aborted;
  const { nothing, remarks } = await wordsOn(session, { scope, aside, empty });
  return { ...made, nothing, remarks: [...remarks, ...unplayable, ...arranged] };
}

async function bestOf(session: Session, scope: Scope, aside: readonly Ranking[] | undefined): Promise<Best> {
  const { state, config } = session;
  if (aside) return bestAmong(session, { scope, rankings: aside, clips: await clipsById(state.catalogue) });
  if (!scope.narrowed) return findBest(state, config);
  const rankings = await rankingsWith(state, scope.named);
  const ids = rankings.flatMap(({ seedClipId, mashups }) => [
    seedClipId,
    ...mashups.flatMap(({ parts }) => parts.map(({ clipId }) => clipId)),
  ]);
  return bestAmong(session, { scope, rankings, clips: await clipsById(state.catalogue, ids) });
}

interface Among {
  readonly scope: Scope;
  readonly rankings: readonly Ranking[];
  /** All that they are made of. */
  readonly clips: ReadonlyMap<string, Clip>;
}

/** The best of rankings that were all read: those with songs in scope. */
function bestAmong({ config }: Session, { scope, rankings, clips }: Among): Best {
  const usable = usableRankings(rankings, config, clips);
  const { top: count, bothWays } = config;
  const mashups = bestMashups(rankingsOf(scope, usable), {
    ...{ count, bothWays },
    perSong: perSong(scope, count),
  });
  return { mashups, clips, rankings: new Map(usable.map((ranking) => [ranking.seedClipId, ranking])) };
}

/** Looks up the rankings of all that is asked for at once. */
const whichHeld =
  (log: Log): WhichHeld =>
  async (made) => {
    const seeds = [...new Set(made.map(({ seedClipId }) => seedClipId))];
    const held = new Set<string>();
    for (const record of (await log.newestOf('mashups', seeds)).values())
      for (const { mashupId } of rankingIn(record)?.mashups ?? []) held.add(`${record.key} ${mashupId}`);
    return ({ seedClipId, mashupId }) => held.has(`${seedClipId} ${mashupId}`);
  };
