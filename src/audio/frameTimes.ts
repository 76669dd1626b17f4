import type { Seconds } from '../domain/units.js';

/** A uniform grid, to compare with the paper: times `hop` apart from `start` on, before `end`. */
export const frameTimes = (start: Seconds, end: Seconds, hop: Seconds): Float64Array =>
  Float64Array.from(
    { length: Math.max(0, Math.ceil((end - start) / hop - 1e-9)) },
    (_, t) => start + t * hop,
  );
