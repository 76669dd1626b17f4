import type { Milliseconds } from '../../../domain/units.js';
import { silentObserver } from '../../../metrics.js';
import { termsNow } from '../../../operators/match/matchOptions.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { requestRankings, type SweepPlace } from './requestRankings.js';
import type { Session } from './session.js';

/** How often seeds are looked for whose ranking is overdue, so that nothing depends on a request having arrived. */
const every: Milliseconds = 60_000;

/**
 * Sweeps that may find the terms of others in force. A worker of an earlier version that begins once more while the others are renewed puts
 * its terms in force and is gone: nobody would rank again.
 */
const mostOfOthers = 10;

/** Of all workers that rank, one is to do what is done once for all: who owns the first partition of the requests. */
export const isFirst = (pipeline: Pick<Pipeline, 'owns'>): boolean => pipeline.owns('rank', 0);

/**
 * What is to be called now and then: asks for overdue rankings when this worker becomes the first, thoroughly, and each minute while it
 * is, or as soon as other terms are in force; terms of others that stay so meanwhile give way to its own, unless it `isBehind` them. One sweep at
 * a time; one missed is made up for by the next.
 */
export function sweeper(
  session: Pick<Session, 'config' | 'state' | 'scorers' | 'terms' | 'view'>,
  pipeline: Pick<Pipeline, 'owns'>,
  isBehind: () => boolean = () => false,
): () => void {
  const { state, terms, view } = session;
  const options = matchOptionsOf(session, silentObserver);
  let last: Milliseconds | undefined;
  let after: SweepPlace = {};
  let sweeping = false;
  let ofOthers = 0;
  let newest = terms.newest();
  const insist = async (): Promise<void> => {
    const own = termsNow(options);
    ofOthers = terms.newest() === own || isBehind() ? 0 : ofOthers + 1;
    if (ofOthers < mostOfOthers) return;
    view.note(
      `Rankings are to be made on other terms than those of this worker (${terms.newest()}, here ${own}), which another worker put in force; ` +
        'its own are in force again. Give all workers the same settings and version.',
    );
    ofOthers = 0;
    await terms.putAgain();
  };
  const sweep = async (why: 'settings' | 'sweep'): Promise<void> => {
    await insist();
    after = await requestRankings(state.log, options, { why, after });
  };
  return () => {
    if (!isFirst(pipeline)) {
      last = undefined;
      return;
    }
    const now = state.clock.now();
    const isDue = last === undefined || now - last >= every || terms.newest() !== newest;
    if (sweeping || !isDue) return;
    newest = terms.newest();
    const why = last === undefined ? 'settings' : 'sweep';
    [last, sweeping] = [now, true];
    void sweep(why)
      .catch((error: unknown) => view.note(`Looking for overdue rankings: ${String(error)}`))
      .then(() => (sweeping = false));
  };
}
