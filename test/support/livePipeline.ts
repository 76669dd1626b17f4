import { holdScorer } from '../../src/adapters/shared/holdScorer.js';
import { openHealth } from '../../src/cli/runtime/wiring/openHealth.js';
import { openState, type State } from '../../src/cli/runtime/wiring/openState.js';
import {
  startPipeline,
  type Pipeline,
  type PipelineOptions,
} from '../../src/cli/runtime/wiring/startPipeline.js';
import { untilIdle } from '../../src/cli/runtime/session/untilIdle.js';
import { configSchema } from '../../src/config.js';
import { silentObserver } from '../../src/metrics.js';
import { oneTerms } from './matchOptions.js';
import { plainScorer } from './plainScorer.js';
import { tellingTools, type TellingTools } from './tellingTools.js';

/** The whole pipeline in this process over a data folder, with tools that tell and parts that are all worth the same. */
export interface LivePipeline {
  readonly state: State;
  readonly pipeline: Pipeline;
  readonly tools: TellingTools;
  /** Where /metrics, /healthz and /readyz are. */
  readonly url: string;
  /** Appends to `tracks`; a text is sent as it is. Resolves when all that came of it is done with. */
  publish(id: string, value: unknown, headers?: Readonly<Record<string, string>>): Promise<void>;
  close(): Promise<void>;
}

interface Changes extends Partial<PipelineOptions> {
  /** What teaches, over its state. */
  readonly retrainingOf?: (state: State) => PipelineOptions['retraining'];
}

/** Starts it; `changes` of how it is started. */
export async function livePipeline(
  data: string,
  { retrainingOf, ...changes }: Changes = {},
): Promise<LivePipeline> {
  const config = configSchema.parse({ data, clipsPerTrack: 1, httpPort: 0, enoughPartners: 1 });
  const state = openState(data, 'run');
  const tools = tellingTools();
  const scorers = holdScorer(plainScorer());
  const health = await openHealth(config);
  const pipeline = startPipeline({
    ...{
      config,
      state,
      scorers,
      terms: oneTerms,
      names: ['ingest', 'match'],
      observer: silentObserver,
      health,
    },
    tools: { ...tools, close: () => Promise.resolve() },
    ...(retrainingOf && { retraining: retrainingOf(state) }),
    ...changes,
  });
  return {
    ...{ state, pipeline, tools, url: health.url ?? '' },
    async publish(id, value, headers = {}) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      await state.log.append('tracks', [{ key: id, value: new TextEncoder().encode(text), headers }]);
      if (!(await untilIdle(pipeline))) throw new Error('the pipeline ended');
    },
    async close() {
      await pipeline.drain();
      await health.close();
      await scorers.close();
      await state.close();
    },
  };
}
