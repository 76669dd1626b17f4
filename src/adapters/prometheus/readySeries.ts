import { Gauge, Registry } from 'prom-client';

/** Whether work is taken in just now. */
export function readySeries(registry: Registry, isReady: () => boolean): void {
  new Gauge({
    name: 'mashstream_ready',
    help: '1 while work is taken in, 0 while /readyz says why not',
    registers: [registry],
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
}

/** The series of a process that has not begun to work. */
export function startingMetrics(): Registry {
  const registry = new Registry();
  readySeries(registry, () => false);
  return registry;
}
