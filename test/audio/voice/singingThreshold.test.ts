import { describe, expect, test } from 'vitest';
import { bandedThreshold, wholeThreshold } from '../../../src/audio/voice/singingThreshold.js';

/** As many values as there are, in turn. */
const inTurn = (...values: readonly number[]): Float32Array =>
  Float32Array.from({ length: 100 * values.length }, (_, i) => values[i % values.length]);

describe('from which presence on a voice sings', () => {
  test('by its bands: halfway between silence and a voice, and less while it lasts', () => {
    const { on, off } = bandedThreshold(inTurn(0, 0.8));
    expect(on).toBeCloseTo(0.4);
    expect(off).toBeCloseTo(0.2);
  });

  test('by its bands: a faint voice over silence is one', () => {
    expect(bandedThreshold(inTurn(0, 0, 0.5)).on).toBeLessThan(0.3);
    expect(wholeThreshold(inTurn(0, 0, 0.5)).on).toBeGreaterThan(0.3);
  });

  test('by its bands: singing is twice as strong as what is always there', () => {
    expect(bandedThreshold(inTurn(0.2, 0.55)).off).toBeCloseTo(bandedThreshold(inTurn(0.2, 0.55)).on);
    expect(bandedThreshold(inTurn(0.15, 0.15, 0.8)).off).toBeGreaterThanOrEqual(0.3 - 1e-6);
  });

  test('by its bands: what strays is no voice', () => {
    const steady = bandedThreshold(inTurn(0.15, 0.15, 0.15, 0.15, 0.7)).on;
    expect(bandedThreshold(inTurn(0, 0.3, 0, 0.3, 0.7)).on).toBeGreaterThan(steady);
  });

  test.each([wholeThreshold, bandedThreshold])('nothing has bounds as well (%o)', (threshold) => {
    const { on, off } = threshold(new Float32Array(0));
    expect(on).toBeGreaterThanOrEqual(0.15);
    expect(off).toBeLessThanOrEqual(on);
  });
});
