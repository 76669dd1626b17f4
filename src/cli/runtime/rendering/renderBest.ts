import type { Mashup, Ranking } from '../../../domain/mashup.js';
import { PipelineError } from '../../../errors.js';
import { isFatal } from '../../../operators/stream/isFatal.js';
import type { OutcomeFailure } from '../../results/reports/outcomeJson.js';
import type { ResultRow } from '../../results/rows/resultRow.js';
import { resultRowOf } from '../../results/rows/resultRowOf.js';
import type { Best } from '../reading/findBest.js';
import { renderMashup } from './renderMashup.js';
import { makePlayable } from './showOnPage.js';
import type { Session } from '../session/session.js';

export interface Rendered {
  readonly rows: readonly ResultRow[];
  /** Mashups that could not be rendered. */
  readonly failures: readonly OutcomeFailure[];
  /** Why index.html cannot play some of them. */
  readonly unplayable: readonly string[];
}

/** Renders mashups and describes them, best first. */
export async function renderBest(session: Session, { mashups, rankings, clips }: Best): Promise<Rendered> {
  const { state, tools, view, draining, stopped } = session;
  view.begin('mashups', mashups.length);
  const rows: ResultRow[] = [];
  const failures: OutcomeFailure[] = [];
  const unplayable: string[] = [];
  for (const [i, mashup] of mashups.entries()) {
    if (draining.aborted) break;
    const ranking = rankings.get(mashup.seedClipId);
    const made = await renderOne(session, ranking, mashup).catch(survivable);
    const failed = made instanceof PipelineError;
    const explain = session.explain === true ? ranking?.scorer.name : undefined;
    const row = resultRowOf(mashup, clips, { rank: i + 1, explain, ...(!failed && { path: made }) });
    rows.push(row);
    if (!failed) unplayable.push(...(await makePlayable({ ...state, ...tools }, made, stopped)));
    if (failed)
      failures.push({ name: `${row.vocal} over ${row.harmonic}`, code: made.code, message: made.message });
  }
  return { rows, failures, unplayable };
}

/** One mashup that cannot be rendered does not stop the others, unless all would fail alike. */
function survivable(error: unknown): PipelineError {
  const failure = PipelineError.from(error);
  if (isFatal(failure) || failure.code === 'aborted') throw failure;
  return failure;
}

async function renderOne(session: Session, ranking: Ranking | undefined, mashup: Mashup): Promise<string> {
  const { config, state, tools, view, stopped } = session;
  const { mashupId } = mashup;
  const event = { trackKey: mashupId, title: `mashup ${mashupId.slice(0, 8)}`, stage: 'render' };
  view.show({ ...event, kind: 'started' });
  const made = renderMashup(state, tools, {
    id: mashupId,
    mashup,
    runSeed: ranking?.runSeed ?? config.seed,
    ...(ranking && { scorer: ranking.scorer }),
    out: config.out,
    format: config.format,
    ducked: config.duck,
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
