import type { Ranking } from '../../domain/mashup.js';
import { isNarrow } from '../../operators/selection.js';
import { arrangeOut } from '../out/arrangeOut.js';
import { bestMashups } from '../results/bestMashups.js';
import { usableRankings } from '../results/usableRankings.js';
import { refuseUnmatched } from '../words/refuseUnmatched.js';
import { clipsById } from './clipsById.js';
import { findBest, type Best } from './findBest.js';
import { isHeld } from './isHeld.js';
import { readRankings } from './readRankings.js';
import { renderBest, type Rendered } from './renderBest.js';
import { perSong, rankingsOf, scopeOf, type Scope } from './scopeOf.js';
import type { Session } from './session.js';
import { wordsOn } from './wordsOn.js';

/** What a run has to show. */
export interface Results extends Rendered {
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
  const tracks = await state.catalogue.listTracks();
  refuseUnmatched(config, tracks, keys);
  const scope = scopeOf(tracks, keys, songs);
  const best =
    aside || scope.narrowed
      ? await bestAmong(session, { scope, rankings: aside ?? (await readRankings(state.log)) })
      : await findBest(state, config);
  const made = await renderBest(session, best);
  const full = !scope.narrowed && !isNarrow(config);
  const held = full ? isHeld(state.log) : undefined;
  const arranged =
    config.top === 0 || draining.aborted ? [] : await arrangeOut(config.out, { rows: made.rows, held });
  const words = await wordsOn(session, { tracks, scope, aside });
  return {
    ...made,
    nothing: made.rows.length === 0 && !draining.aborted ? words.nothing : [],
    remarks: [...words.remarks, ...arranged],
  };
}

interface Among {
  readonly scope: Scope;
  readonly rankings: readonly Ranking[];
}

/** The best of rankings that were all read: those with songs in scope. */
async function bestAmong({ config, state }: Session, { scope, rankings }: Among): Promise<Best> {
  const clips = await clipsById(state.catalogue);
  const usable = usableRankings(rankings, config, clips);
  const count = config.top;
  const mashups = bestMashups(rankingsOf(scope, usable), { count, perSong: perSong(scope, count) });
  return { mashups, clips, rankings: new Map(usable.map((ranking) => [ranking.seedClipId, ranking])) };
}
