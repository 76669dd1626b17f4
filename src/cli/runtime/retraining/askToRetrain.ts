import { recordValue } from '../../../domain/recordValue.js';
import { retrainRequest } from '../../../operators/retrain/countSamples.js';
import type { Milliseconds } from '../../../domain/units.js';
import type { Session } from '../session/session.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { taughtModel } from './retrainOptionsOf.js';

/** Asks whether it is time to teach further: who takes the request decides. */
export async function askToRetrain({ log, clock }: Session['state']): Promise<void> {
  const { topic, key, value } = retrainRequest(taughtModel, 'interval', clock.now());
  await log.append(topic, [{ key, value: value && recordValue(topic, value) }]);
}

const hour: Milliseconds = 3_600_000;
/** However long the interval is, it is asked so often: what was counted when a worker died is then found. */
const longest: Milliseconds = hour;

/** What is to be called now and then: asks when this worker becomes the first of those that count samples, and then by the clock. */
export function retrainAsker(
  { config, state, view }: Pick<Session, 'config' | 'state' | 'view'>,
  pipeline: Pick<Pipeline, 'owns'>,
): () => void {
  const every = Math.min(longest, config.retrainHours * hour);
  let last: Milliseconds | undefined;
  return () => {
    if (!pipeline.owns('collect', 0)) {
      last = undefined;
      return;
    }
    const now = state.clock.now();
    if (last !== undefined && now - last < every) return;
    last = now;
    void askToRetrain(state).catch((error: unknown) => view.note(`Asking for a training: ${String(error)}`));
  };
}
