import { describe } from 'vitest';
import type { Stretcher } from '../../src/ports/stretcher.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { conductRules } from './stretcher/conductRules.js';
import { soundRules } from './stretcher/soundRules.js';
import { benchOf } from './stretcher/support/benchOf.js';
import { timingRules } from './stretcher/timingRules.js';

/** The rules of the stretcher port. */
export function stretcherContract(name: string, make: () => Stretcher): void {
  describe(`stretcher: ${name}`, () => {
    const bench = benchOf(make(), temporaryDirectory());
    timingRules(bench);
    soundRules(bench);
    conductRules(bench);
  });
}
