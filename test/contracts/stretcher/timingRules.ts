import { expect, it } from 'vitest';
import { timeMapOf } from '../../../src/audio/mix/timeMapOf.js';
import { randomFrom } from '../../../src/domain/random.js';
import type { TimeMap } from '../../../src/domain/music/timeMap.js';
import { centreNear, clicks } from '../../support/clicks.js';
import type { Bench } from './support/benchOf.js';
import { meanSquare } from './support/meanSquare.js';
import { rate } from './support/rate.js';
import { sine } from './support/sine.js';

/** Beats at `bpm`, each interval longer or shorter by up to `wobble`. */
function beatsOf(first: number, bpm: number, count: number, wobble: number): number[] {
  const random = randomFrom('beats', String(bpm));
  const beats = [first];
  while (beats.length < count)
    beats.push(beats[beats.length - 1] + (60 / bpm) * (1 + random.range(-wobble, wobble)));
  return beats;
}

/** Errors in ms of clicks on and between the beats, in the order of time. */
function errorsOf(
  source: readonly number[],
  target: readonly number[],
  input: Float32Array,
  output: Float32Array,
): number[] {
  const halves = (beats: readonly number[]) =>
    beats.flatMap((beat, k) => (k + 1 < beats.length ? [beat, (beat + beats[k + 1]) / 2] : [beat]));
  const [from, to] = [halves(source), halves(target)];
  return from.map((time, i) => 1000 * (centreNear(output, to[i]) - to[i] - (centreNear(input, time) - time)));
}

/** Where in time the sound lies, to the sample. */
export function timingRules(bench: Bench): void {
  it.each([
    { what: 'slower, wobbling', from: 120, to: 100, wobble: 0.025, shift: 0 },
    { what: 'faster, wobbling', from: 100, to: 124, wobble: 0.025, shift: 0 },
    { what: 'up 3 semitones', from: 110, to: 92, wobble: 0.01, shift: 3 },
    { what: 'down 3 semitones', from: 92, to: 110, wobble: 0.01, shift: -3 },
  ])('meets every beat within 2 ms over 30 s: $what', async ({ from, to, wobble, shift }) => {
    const count = Math.round((30 * to) / 60);
    const [source, target] = [beatsOf(0.7, from, count, wobble), beatsOf(0, to, count, wobble)];
    const input = clicks(
      [...source, ...source.slice(1).map((beat, k) => (beat + source[k]) / 2)],
      source[count - 1] + 1,
      randomFrom('clicks'),
    );
    const { timeMap, duration } = timeMapOf(source, target, { lead: 0.1, tail: 0.5 });
    const { channels } = await bench.run([input], { timeMap, duration, shift });
    const errors = errorsOf(
      source,
      target.map((beat) => beat + 0.1),
      input,
      channels[0],
    );
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(2);
  });

  it('has exactly the length asked for, whatever the map and wherever the input ends', async () => {
    const input = clicks([0.5, 1, 1.5], 2, randomFrom('length'));
    const maps: readonly [TimeMap, number][] = [
      [
        [
          [0, 0],
          [2, 2.2],
        ],
        2.2,
      ],
      [
        [
          [0.5, 0.3],
          [1, 0.9],
        ],
        1.234_567,
      ],
      [[[1, 0.1]], 3],
      [
        [
          [-1, 0],
          [4, 4.4],
        ],
        4.4,
      ],
    ];
    for (const [timeMap, duration] of maps)
      for (const shift of [0, -2]) {
        const { channels } = await bench.run([input, input], { timeMap, duration, shift });
        expect(channels.map((c) => c.length)).toEqual([
          Math.round(duration * rate),
          Math.round(duration * rate),
        ]);
      }
  });

  it('is silent where the source is outside the input', async () => {
    const input = sine(440, 1, 0.5);
    const { channels } = await bench.run([input], {
      timeMap: [
        [0, 1],
        [1, 2.1],
      ],
      duration: 3.1,
    });
    const [before, within, after] = [
      [0, 0.9],
      [1.2, 1.9],
      [2.3, 3.1],
    ].map(([a, b]) => meanSquare(channels[0].subarray(a * rate, b * rate)));
    expect(Math.max(before, after)).toBeLessThan(1e-6);
    expect(within).toBeGreaterThan(0.1);
  });

  it('copies bit by bit what is only moved', async () => {
    const input = clicks([0.5, 1, 1.5], 2, randomFrom('copy'));
    const { channels } = await bench.run([input], {
      timeMap: [
        [0.5, 0.25],
        [1, 0.75],
      ],
      duration: 2,
    });
    const wanted = new Float32Array(2 * rate);
    wanted.set(input.subarray(rate / 4));
    expect(channels).toEqual([wanted]);
    const later = await bench.run([input], { timeMap: [[0, 0.5]], duration: 1 });
    expect(later.channels[0].subarray(rate / 2)).toEqual(input.subarray(0, rate / 2));
  });
}
