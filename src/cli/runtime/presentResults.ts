import type { Mashup, Ranking } from '../../domain/mashup.js';
import { PipelineError } from '../../errors.js';
import { methodRule } from '../../mashability/conditions/matchRule.js';
import { isFatal } from '../../operators/isFatal.js';
import { bestMashups } from '../results/bestMashups.js';
import type { OutcomeFailure } from '../results/outcomeJson.js';
import { remarksOn } from '../results/remarksOn.js';
import type { ResultRow } from '../results/resultRow.js';
import { resultRowOf } from '../results/resultRowOf.js';
import { usableRankings } from '../results/usableRankings.js';
import { clipsById } from './clipsById.js';
import { readRankings } from './readRankings.js';
import { renderMashup } from './renderMashup.js';
import type { Session } from './session.js';

/** What a run has to show. */
export interface Results {
  readonly rows: readonly ResultRow[];
  /** What should be known of songs that went well. */
  readonly remarks: readonly string[];
  /** Mashups that could not be rendered. */
  readonly failures: readonly OutcomeFailure[];
}

/** Renders the best mashups of the rankings, those that are stored unless others are given, and describes them. */
export async function presentResults(options: Session, made?: readonly Ranking[]): Promise<Results> {
  const { config, state, view, draining } = options;
  const clips = await clipsById(state.catalogue);
  const rankings = usableRankings(made ?? (await readRankings(state.log)), config, clips);
  const best = bestMashups(rankings, { count: config.top });
  view.begin('mashups', best.length);
  const rows: ResultRow[] = [];
  const failures: OutcomeFailure[] = [];
  for (const [i, mashup] of best.entries()) {
    if (draining.aborted) break;
    const made = await renderOne(options, rankings, mashup).catch(survivable);
    const failed = made instanceof PipelineError;
    const row = resultRowOf(mashup, clips, { rank: i + 1, ...(!failed && { path: made }) });
    rows.push(row);
    if (failed)
      failures.push({ name: `${row.vocal} over ${row.harmonic}`, code: made.code, message: made.message });
  }
  const tracks = await state.catalogue.listTracks();
  const { useDoubtful } = config;
  const rule = { ...methodRule, ...config };
  return {
    rows,
    failures,
    remarks: remarksOn({ tracks, clips, rankings, useDoubtful, rule, selection: config }),
  };
}

/** One mashup that cannot be rendered does not stop the others, unless all would fail alike. */
function survivable(error: unknown): PipelineError {
  const failure = PipelineError.from(error);
  if (isFatal(failure) || failure.code === 'aborted') throw failure;
  return failure;
}

async function renderOne(options: Session, rankings: readonly Ranking[], mashup: Mashup): Promise<string> {
  const { config, state, tools, view, stopped } = options;
  const { mashupId } = mashup;
  const ranking = rankings.find(({ seedClipId }) => seedClipId === mashup.seedClipId);
  const event = { trackKey: mashupId, title: `mashup ${mashupId.slice(0, 8)}`, stage: 'render' };
  view.show({ ...event, kind: 'started' });
  const made = renderMashup(state, tools, {
    id: mashupId,
    mashup,
    runSeed: ranking?.runSeed ?? config.seed,
    ...(ranking && { scorer: ranking.scorer }),
    out: config.out,
    format: config.format,
    signal: stopped,
  });
  return made.then(
    (path) => {
      view.show({ ...event, kind: 'done' });
      return path;
    },
    (error: unknown) => {
      view.show({ ...event, kind: 'failed', message: PipelineError.from(error).message });
      throw error;
    },
  );
}
