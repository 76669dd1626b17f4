import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logTempo } from '../../../src/adapters/shared/logTempo.js';

it('logTempo is a whole number, in the order of tempi, that measures their ratio to 10⁻⁹', () => {
  const bpm = fc.double({ min: 20, max: 400, noNaN: true });
  fc.assert(
    fc.property(bpm, bpm, (a, b) => {
      expect(Number.isSafeInteger(logTempo(a))).toBe(true);
      expect(Math.abs((logTempo(a) - logTempo(b)) / 1e9 - Math.log(a / b))).toBeLessThan(1.1e-9);
      if (a <= b) expect(logTempo(a)).toBeLessThanOrEqual(logTempo(b));
    }),
  );
});
