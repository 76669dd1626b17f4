import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';

const nano = 1e-9;
/** Between two looks at the event loop, ms. */
const resolution = 10;
const micro = 1e-6;

/** The series of this process: memory, CPU, and how late its event loop is. Its children are not in them. */
export function processMetrics(registry: Registry): void {
  const registers = [registry];
  new Gauge({
    name: 'mashstream_process_resident_memory_bytes',
    help: 'Resident memory of the worker process',
    registers,
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  new Counter({
    name: 'mashstream_process_cpu_seconds_total',
    help: 'CPU time of the worker process, without its children',
    labelNames: ['mode'],
    registers,
    collect() {
      const { user, system } = process.cpuUsage();
      this.reset();
      this.inc({ mode: 'user' }, user * micro);
      this.inc({ mode: 'system' }, system * micro);
    },
  });
  eventLoopDelay(registry);
}

/** By how much timers come late, since it was last asked. */
function eventLoopDelay(registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  new Gauge({
    name: 'mashstream_event_loop_delay_seconds',
    help: 'By how much timers of the worker process come late, since the scrape before',
    labelNames: ['statistic'],
    registers: [registry],
    collect() {
      // What is measured is the time from one look to the next.
      const late = (between: number): number =>
        delay.count === 0 ? 0 : Math.max(0, between * nano - resolution / 1000);
      this.set({ statistic: 'p50' }, late(delay.percentile(50)));
      this.set({ statistic: 'p99' }, late(delay.percentile(99)));
      this.set({ statistic: 'max' }, late(delay.max));
      delay.reset();
    },
  });
}
