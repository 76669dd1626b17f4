import { Counter, Histogram, type Registry } from 'prom-client';
import { errorCodes } from '../../errors.js';
import { stores, type StoreObserver } from '../../metrics.js';

/** A tenth of a millisecond … 30 s: the embedded store answers in the one; a server in trouble takes the other. */
const buckets = [0.0001, 0.0005, 0.002, 0.01, 0.05, 0.2, 1, 5, 30];

/** The series of the stores' calls: how long they take, and what goes wrong. */
export function storeMetrics(registry: Registry): StoreObserver {
  const registers = [registry];
  const duration = new Histogram({
    name: 'mashstream_store_duration_seconds',
    help: 'Time that a store took for a call, well or badly',
    labelNames: ['store', 'operation'],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'mashstream_store_errors_total',
    help: 'Calls of a store that failed, by error code; each try of one that is waited for counts',
    labelNames: ['store', 'code'],
    registers,
  });
  for (const store of stores) for (const code of errorCodes) errors.inc({ store, code }, 0);
  return {
    answered: (store, operation, seconds) => duration.observe({ store, operation }, seconds),
    erred: (store, code) => errors.inc({ store, code }),
  };
}
