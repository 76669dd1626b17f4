import { Gauge, type Registry } from 'prom-client';
import type { FlowObserver, ModelObserver, StageObserver, StoreObserver } from '../../metrics.js';
import type { ExecutionProvider } from '../../ports/executionProvider.js';
import { flowMetrics, type FlowMetricsOptions } from './flowMetrics.js';
import { modelMetrics } from './modelMetrics.js';
import { processMetrics } from './processMetrics.js';
import { readySeries } from './readySeries.js';
import { retrainMetrics, type RetrainMetrics } from './retrainMetrics.js';
import { stageMetrics, type Probes } from './stageMetrics.js';
import { storeMetrics } from './storeMetrics.js';

export interface ScorerInUse {
  readonly name: string;
  readonly version: string;
  /** Left out: it has no network. */
  readonly provider?: ExecutionProvider;
}

export interface PipelineMetricsOptions extends Omit<FlowMetricsOptions, 'registry'> {
  readonly probes: Probes;
  /** Records that wait for their turn, by topology. */
  readonly queued: () => ReadonlyMap<string, number>;
  readonly isReady: () => boolean;
  /** The scorer in use; undefined where nothing is scored. */
  readonly scorer: () => ScorerInUse | undefined;
}

export interface PipelineMetrics {
  readonly registry: Registry;
  readonly observer: StageObserver;
  readonly flow: FlowObserver;
  readonly stores: StoreObserver;
  readonly models: ModelObserver;
  readonly retraining: RetrainMetrics;
}

/** All series of a worker process. */
export function pipelineMetrics(options: PipelineMetricsOptions): PipelineMetrics {
  const { registry, observer } = stageMetrics(options.probes);
  stateSeries(registry, options);
  processMetrics(registry);
  const flow = flowMetrics({ ...options, registry });
  const [models, retraining] = [modelMetrics(registry), retrainMetrics(registry)];
  return { registry, observer, flow, stores: storeMetrics(registry), models, retraining };
}

function stateSeries(
  registry: Registry,
  { queued, isReady, scorer }: Pick<PipelineMetricsOptions, 'queued' | 'isReady' | 'scorer'>,
): void {
  const registers = [registry];
  new Gauge({
    name: 'mashstream_queued_records',
    help: 'Records that a topology has taken and that wait for a place or for their key',
    labelNames: ['topology'],
    registers,
    collect() {
      for (const [topology, count] of queued()) this.set({ topology }, count);
    },
  });
  readySeries(registry, isReady);
  new Gauge({
    name: 'mashstream_scorer_info',
    help: 'The scorer in use, and what computes its network (none: it has no network), always 1',
    labelNames: ['scorer', 'version', 'provider'],
    registers,
    collect() {
      this.reset();
      const inUse = scorer();
      if (!inUse) return;
      const { name, version, provider = 'none' } = inUse;
      this.set({ scorer: name, version, provider }, 1);
    },
  });
}
