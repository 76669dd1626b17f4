import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Seconds } from '../../domain/units.js';
import { errorCodes } from '../../errors.js';
import type { StageObserver } from '../../metrics.js';
import type { GroupLag } from '../../ports/log.js';

/** Values that are asked for when somebody looks. */
export interface Probes {
  readonly oldestUnsettled: () => Seconds;
  readonly unsettled: () => number;
  /** Consumer groups with what is asked of the log. */
  readonly lags: () => Promise<readonly (GroupLag & { readonly group: string })[]>;
}

export interface StageMetrics {
  readonly registry: Registry;
  readonly observer: StageObserver;
}

/** Half a millisecond … ten minutes: looking up takes the one, separating a song the other. */
const buckets = [0.0005, 0.002, 0.01, 0.05, 0.2, 1, 5, 15, 30, 60, 120, 300, 600];

/** The series of every stage (design: one duration, in flight, emitted and failed a stage), and of the consumer groups. */
export function stageMetrics(probes: Probes): StageMetrics {
  const registry = new Registry();
  const registers = [registry];
  const stage = ['stage'] as const;
  const duration = new Histogram({
    name: 'mashstream_stage_duration_seconds',
    help: 'Time a stage worked on one message',
    labelNames: stage,
    buckets,
    registers,
  });
  const inFlight = new Gauge({
    name: 'mashstream_stage_in_flight',
    help: 'Messages in work in a stage',
    labelNames: stage,
    registers,
  });
  const emitted = new Counter({
    name: 'mashstream_stage_emitted_total',
    help: 'Messages a stage has derived',
    labelNames: stage,
    registers,
  });
  const failed = new Counter({
    name: 'mashstream_stage_failed_total',
    help: 'Messages a stage could not process, by error code',
    labelNames: ['stage', 'code'],
    registers,
  });
  registerProbes(registry, probes);
  return {
    registry,
    observer: {
      started(name) {
        inFlight.inc({ stage: name });
        // A series that is not there cannot be told from one that is zero.
        emitted.inc({ stage: name }, 0);
        failed.inc({ stage: name, code: 'internal' }, 0);
      },
      progressed: () => undefined,
      emitted: (name) => emitted.inc({ stage: name }),
      finished(name, _key, seconds) {
        inFlight.dec({ stage: name });
        duration.observe({ stage: name }, seconds);
      },
      failed: (name, _key, { code }) =>
        failed.inc({ stage: name, code: errorCodes.includes(code) ? code : 'internal' }),
    },
  };
}

function registerProbes(registry: Registry, probes: Probes): void {
  const registers = [registry];
  new Gauge({
    name: 'mashstream_oldest_unsettled_seconds',
    help: 'Age of the consumed record longest in hand',
    registers,
    collect() {
      this.set(probes.oldestUnsettled());
    },
  });
  new Gauge({
    name: 'mashstream_unsettled_records',
    help: 'Consumed records in hand',
    registers,
    collect() {
      this.set(probes.unsettled());
    },
  });
  new Gauge({
    name: 'mashstream_consumer_lag_records',
    help: 'Records of a topic that a consumer group has not committed',
    labelNames: ['group', 'topic'],
    registers,
    async collect() {
      const lags = await probes.lags();
      // What is not known now is left out: former numbers would look like those of today.
      this.reset();
      for (const { group, topic, lag } of lags) this.set({ group, topic }, lag);
    },
  });
}
