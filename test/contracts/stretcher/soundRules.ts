import { expect, it } from 'vitest';
import { randomFrom } from '../../../src/domain/random.js';
import { clicks } from '../../support/clicks.js';
import type { Bench } from './support/benchOf.js';
import { decibels } from './support/decibels.js';
import { meanSquare } from './support/meanSquare.js';
import { rate } from './support/rate.js';
import { sine } from './support/sine.js';

/** Frequency by zero crossings of the middle of a signal. */
function pitchOf(signal: Float32Array): number {
  const middle = signal.subarray(signal.length * 0.25, signal.length * 0.75);
  let crossings = 0;
  for (let i = 1; i < middle.length; i++) if (middle[i - 1] < 0 && middle[i] >= 0) crossings++;
  return (crossings * rate) / middle.length;
}

/** What the sound is like: pitch, level, width. */
export function soundRules(bench: Bench): void {
  it('moves the pitch by the shift and keeps the level', async () => {
    const input = sine(440, 3, 0.3);
    for (const [shift, stretch] of [
      [3, 1],
      [-3, 1.2],
      [0, 0.8],
    ]) {
      const { channels } = await bench.run([input], {
        timeMap: [
          [0, 0],
          [3, 3 * stretch],
        ],
        duration: 3 * stretch,
        shift,
      });
      expect(pitchOf(channels[0]) / 440).toBeCloseTo(2 ** (shift / 12), 2);
      const middle = channels[0].subarray(rate, 2 * rate);
      expect(Math.abs(decibels(meanSquare(middle) / 0.045))).toBeLessThan(0.3);
    }
  });

  it('neither clips nor turns down what passes full scale', async () => {
    const input = sine(440, 2, 1.8);
    const { channels } = await bench.run([input], {
      timeMap: [
        [0, 0],
        [2, 2.2],
      ],
      duration: 2.2,
    });
    const middle = channels[0].subarray(0.5 * rate, 1.7 * rate);
    expect(Math.max(...middle)).toBeGreaterThan(1.6);
    expect(Math.abs(decibels(meanSquare(middle) / 1.62))).toBeLessThan(0.3);
  });

  it('keeps sound where it is between the channels', async () => {
    const random = randomFrom('place');
    const [middle, side] = [1, 0.1].map((level) =>
      Float32Array.from({ length: 3 * rate }, () => level * random.range(-0.3, 0.3)),
    );
    const input = [middle.map((x, i) => x + side[i]), middle.map((x, i) => x - side[i])];
    const { channels } = await bench.run(input, {
      timeMap: [
        [0, 0],
        [3, 3.3],
      ],
      duration: 3.3,
      shift: 2,
    });
    const width = ([left, right]: readonly Float32Array[]) =>
      decibels(meanSquare(left.map((x, i) => x + right[i])) / meanSquare(left.map((x, i) => x - right[i])));
    expect(Math.abs(width(channels) - width(input))).toBeLessThan(0.5);
  });

  it('keeps channels apart and in step', async () => {
    const left = clicks([0.5, 1.5], 3, randomFrom('left'));
    const silent = new Float32Array(3 * rate);
    const { channels } = await bench.run([left, silent], {
      timeMap: [
        [0, 0],
        [3, 3.3],
      ],
      duration: 3.3,
    });
    expect(meanSquare(channels[0])).toBeGreaterThan(1e-5);
    expect(meanSquare(channels[1])).toBeLessThan(1e-12);
  });
}
