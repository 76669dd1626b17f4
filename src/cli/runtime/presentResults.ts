import type { TrackRecord } from '../../ports/catalogue.js';
import { arrangeOut } from '../out/arrangeOut.js';
import type { Ranking } from '../../domain/mashup.js';
import { isNarrow } from '../../operators/selection.js';
import { remarksOn } from '../results/remarksOn.js';
import { usableRankings } from '../results/usableRankings.js';
import { whyNothing } from '../results/whyNothing.js';
import { refuseUnmatched } from '../words/refuseUnmatched.js';
import { clipsById } from './clipsById.js';
import { readRankings } from './readRankings.js';
import { renderBest, type Found, type Rendered } from './renderBest.js';
import { scopeOf } from './scopeOf.js';
import type { Session } from './session.js';

/** What a run has to show. */
export interface Results extends Rendered {
  /** Why there are no rows, where there are none. */
  readonly nothing: readonly string[];
  /** What should be known of songs that went well, and of the folder of results. */
  readonly remarks: readonly string[];
}

/**
 * Renders the best mashups of the songs published under `keys`, describes them, and puts the folder of results in order. The rankings are
 * those that are stored, unless others were made for the choice of a narrowed run. Error `bad-config` for words of --vocal and --exclude that none of the songs has.
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
  const clips = await clipsById(state.catalogue);
  const stored = await readRankings(state.log);
  const rankings = usableRankings(aside ?? stored, config, clips);
  const made = await renderBest(session, { rankings, clips, scope });
  const full = !scope.narrowed && !isNarrow(config);
  const held = [...stored, ...rankings].flatMap(({ mashups }) => mashups.map(({ mashupId }) => mashupId));
  const arranged =
    config.top === 0 || draining.aborted
      ? []
      : await arrangeOut(config.out, { rows: made.rows, held: full ? new Set(held) : undefined });
  const words = wordsOn({ session, tracks, clips, rankings, scope });
  return {
    ...made,
    nothing: made.rows.length === 0 && !draining.aborted ? words.nothing : [],
    remarks: [...words.remarks, ...arranged],
  };
}

interface Catalogued extends Found {
  readonly session: Session;
  readonly tracks: readonly TrackRecord[];
}

function wordsOn({
  session,
  tracks,
  clips,
  rankings,
  scope,
}: Catalogued): Pick<Results, 'nothing' | 'remarks'> {
  const { config } = session;
  const named = tracks.filter(({ trackId }) => scope.named.has(trackId));
  const asked = scope.narrowed ? named : tracks;
  const { useDoubtful } = config;
  return {
    nothing: whyNothing({
      tracks,
      clips,
      named: scope.narrowed ? named : undefined,
      filters: config,
      rule: config,
    }),
    remarks: remarksOn({ tracks: asked, clips, rankings, useDoubtful, rule: config, selection: config }),
  };
}
