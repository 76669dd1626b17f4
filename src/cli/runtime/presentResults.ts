import type { Clip } from '../../domain/clip.js';
import type { Mashup, Ranking } from '../../domain/mashup.js';
import { bestMashups } from '../results/bestMashups.js';
import type { ResultRow } from '../results/resultRow.js';
import { resultRowOf } from '../results/resultRowOf.js';
import { sourceName } from '../results/sourceName.js';
import { usableRankings } from '../results/usableRankings.js';
import { clipsById } from './clipsById.js';
import { readRankings } from './readRankings.js';
import { renderMashup } from './renderMashup.js';
import type { Session } from './session.js';

/** What a run has to show. */
export interface Results {
  readonly rows: readonly ResultRow[];
  /** Songs that take part in nothing, each with the reason. */
  readonly remarks: readonly string[];
}

/** Renders the best mashups and describes them. */
export async function presentResults(options: Session): Promise<Results> {
  const { config, state, view, draining } = options;
  const clips = await clipsById(state.catalogue);
  const rankings = usableRankings(await readRankings(state.log), config, clips);
  const best = bestMashups(rankings, { count: config.top });
  view.begin('mashups', best.length);
  const rows: ResultRow[] = [];
  for (const [i, mashup] of best.entries()) {
    if (draining.aborted) break;
    const path = await renderOne(options, rankings, mashup);
    rows.push(resultRowOf(mashup, clips, { rank: i + 1, path }));
  }
  return { rows, remarks: remarksOn(rankings, clips) };
}

async function renderOne(
  options: Session,
  rankings: readonly Ranking[],
  mashup: Mashup,
): Promise<string | undefined> {
  const { config, state, tools, view, stopped } = options;
  const { mashupId } = mashup;
  const ranking = rankings.find(({ seedClipId }) => seedClipId === mashup.seedClipId);
  const event = { trackKey: mashupId, title: `mashup ${mashupId.slice(0, 8)}`, stage: 'render' };
  view.show({ ...event, kind: 'started' });
  const path = await renderMashup(state, tools, {
    id: mashupId,
    mashup,
    runSeed: ranking?.runSeed ?? config.seed,
    ...(ranking && { scorer: ranking.scorer }),
    out: config.out,
    format: config.format,
    signal: stopped,
  });
  view.show({ ...event, kind: 'done' });
  return path;
}

/** Voices without a partner, and clips that are kept but not used, each said once a song. */
function remarksOn(rankings: readonly Ranking[], clips: ReadonlyMap<string, Clip>): readonly string[] {
  const remarks = new Set<string>();
  const lonely = new Set(
    rankings.filter(({ mashups }) => mashups.length === 0).map(({ seedClipId }) => seedClipId),
  );
  for (const clip of clips.values()) {
    const name = sourceName(clip.source);
    if (!clip.trusted)
      remarks.add(
        `${name}: not used (${clip.doubts.join(', ')}); correct it by a sidecar file, or use --use-doubtful`,
      );
    else if (lonely.has(clip.clipId))
      remarks.add(
        `${name}: no partner within the key and tempo rule for its voice (${Math.round(clip.grid.bpm)} bpm)`,
      );
  }
  return [...remarks].sort();
}
