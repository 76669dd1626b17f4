import { Gauge, type Registry } from 'prom-client';
import type { FlowObserver, StageObserver, StoreObserver } from '../../metrics.js';
import { flowMetrics, type FlowMetricsOptions } from './flowMetrics.js';
import { processMetrics } from './processMetrics.js';
import { readySeries } from './readySeries.js';
import { retrainMetrics, type RetrainMetrics } from './retrainMetrics.js';
import { stageMetrics, type Probes } from './stageMetrics.js';
import { storeMetrics } from './storeMetrics.js';

export interface PipelineMetricsOptions extends Omit<FlowMetricsOptions, 'registry'> {
  readonly probes: Probes;
  /** Records that wait for their turn, by topology. */
  readonly queued: () => ReadonlyMap<string, number>;
  readonly isReady: () => boolean;
  /** The scorer in use; undefined where nothing is scored. */
  readonly scorer: () => { readonly name: string; readonly version: string } | undefined;
}

export interface PipelineMetrics {
  readonly registry: Registry;
  readonly observer: StageObserver;
  readonly flow: FlowObserver;
  readonly stores: StoreObserver;
  readonly retraining: RetrainMetrics;
}

/** All series of a worker process. */
export function pipelineMetrics(options: PipelineMetricsOptions): PipelineMetrics {
  const { registry, observer } = stageMetrics(options.probes);
  stateSeries(registry, options);
  processMetrics(registry);
  const flow = flowMetrics({ ...options, registry });
  return { registry, observer, flow, stores: storeMetrics(registry), retraining: retrainMetrics(registry) };
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
    help: 'The scorer in use, always 1',
    labelNames: ['scorer', 'version'],
    registers,
    collect() {
      this.reset();
      const inUse = scorer();
      if (inUse) this.set({ scorer: inUse.name, version: inUse.version }, 1);
    },
  });
}
