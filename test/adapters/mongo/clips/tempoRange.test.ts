import fc from 'fast-check';
import { expect, it } from 'vitest';
import { tempoRange } from '../../../../src/adapters/mongo/clips/tempoRange.js';

const bpm = fc.double({ min: 20, max: 400, noNaN: true });
const ratio = fc.double({ min: 0.3, max: 3, noNaN: true });

/** A number so many steps of its last bit away. */
function nudged(value: number, steps: number): number {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(steps));
  return view.getFloat64(0);
}

it('holds exactly the tempi whose ratio, as it is divided, lies within the limits', () => {
  fc.assert(
    fc.property(bpm, ratio, ratio, fc.integer({ min: -4, max: 4 }), (of, low, high, steps) => {
      const { slowest, fastest } = tempoRange({ of, low, high });
      for (const bound of [of / low, of / high, slowest, fastest]) {
        const tempo = nudged(bound, steps);
        const allowed = of / tempo >= low && of / tempo <= high;
        expect(tempo >= slowest && tempo <= fastest).toBe(allowed);
      }
    }),
    { numRuns: 2000 },
  );
});

it('has no end where a limit is none', () => {
  expect(tempoRange({ of: 120, low: 0, high: Infinity })).toEqual({ slowest: 0, fastest: Infinity });
});
