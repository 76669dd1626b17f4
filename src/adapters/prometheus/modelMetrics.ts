import { Counter, type Registry } from 'prom-client';
import { errorCodes } from '../../errors.js';
import type { ModelObserver } from '../../metrics.js';

/** The series of versions of a model that became current while it was in use. */
export function modelMetrics(registry: Registry): ModelObserver {
  const swapped = new Counter({
    name: 'mashstream_model_swaps_total',
    help: 'Versions of the model in use that took over',
    registers: [registry],
  });
  const refused = new Counter({
    name: 'mashstream_model_refusals_total',
    help: 'Times that a current version of the model in use did not pass its checks, by error code',
    labelNames: ['code'],
    registers: [registry],
  });
  // A series that is not there cannot be told from one that is zero.
  for (const code of errorCodes) refused.inc({ code }, 0);
  return { swapped: () => swapped.inc(), refused: (code) => refused.inc({ code }) };
}
