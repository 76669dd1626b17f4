import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeWav } from '../../src/audio/decodeWav.js';
import { encodeWav } from '../../src/audio/encodeWav.js';
import { timeMapOf } from '../../src/audio/timeMapOf.js';
import { randomFrom } from '../../src/domain/random.js';
import type { TimeMap } from '../../src/domain/timeMap.js';
import type { StretchJob, Stretcher } from '../../src/ports/stretcher.js';
import { centreNear, clicks } from '../support/clicks.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const rate = 44_100;

interface Bench {
  /** Stretches channels of samples in a fresh directory, named oddly on purpose. */
  run(
    channels: readonly Float32Array[],
    job: Partial<StretchJob> & Pick<StretchJob, 'timeMap' | 'duration'>,
    signal?: AbortSignal,
  ): Promise<{ readonly channels: readonly Float32Array[]; readonly left: readonly string[] }>;
}

const benchOf = (stretcher: Stretcher, path: (...names: string[]) => string): Bench => ({
  async run(channels, job, signal) {
    const folder = path(`-it's "a" folder ${randomUUID()}`);
    await mkdir(folder);
    const [input, output] = [join(folder, '-in.wav'), join(folder, '-out.wav')];
    await writeFile(input, encodeWav({ sampleRate: rate, channels }));
    try {
      await stretcher.stretch({ shift: 0, formants: false, ...job, input, output }, signal);
    } catch (error) {
      expect(await readdir(folder)).toEqual(['-in.wav']);
      throw error;
    }
    const audio = decodeWav(await readFile(output));
    expect(audio.sampleRate).toBe(rate);
    return { channels: audio.channels, left: await readdir(folder) };
  },
});

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

const sine = (hertz: number, seconds: number, level: number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / rate));

/** Frequency by zero crossings of the middle of a signal. */
function pitchOf(signal: Float32Array): number {
  const middle = signal.subarray(signal.length * 0.25, signal.length * 0.75);
  let crossings = 0;
  for (let i = 1; i < middle.length; i++) if (middle[i - 1] < 0 && middle[i] >= 0) crossings++;
  return (crossings * rate) / middle.length;
}

const meanSquare = (signal: Float32Array): number =>
  signal.reduce((sum, x) => sum + x * x, 0) / signal.length;
const decibels = (ratio: number): number => 10 * Math.log10(ratio);

/** The rules of the stretcher port. */
export function stretcherContract(name: string, make: () => Stretcher): void {
  describe(`stretcher: ${name}`, () => {
    const bench = benchOf(make(), temporaryDirectory());

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

    it('gives the same samples for the same job, and leaves no other file', async () => {
      const input = clicks([0.5, 1, 1.5], 2, randomFrom('same'));
      const job = {
        timeMap: [
          [0, 0],
          [2, 1.8],
        ],
        duration: 1.8,
        shift: 1,
      } as const;
      const [first, second] = [await bench.run([input], job), await bench.run([input], job)];
      expect(second.channels).toEqual(first.channels);
      expect(first.left).toEqual(['-in.wav', '-out.wav']);
    });

    it('stops on abort and leaves no file', async () => {
      const input = clicks([0.5], 60, randomFrom('abort'));
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 300);
      const run = bench.run(
        [input, input],
        {
          timeMap: [
            [0, 0],
            [60, 70],
          ],
          duration: 70,
        },
        stop.signal,
      );
      await expect(run).rejects.toMatchObject({ code: 'aborted' });
      await expect(
        bench.run([input], { timeMap: [[0, 0]], duration: 1 }, AbortSignal.abort()),
      ).rejects.toMatchObject({ code: 'aborted' });
    });

    it('refuses a map that is not one', async () => {
      const input = new Float32Array(rate);
      await expect(
        bench.run([input], {
          timeMap: [
            [1, 1],
            [0, 2],
          ],
          duration: 2,
        }),
      ).rejects.toMatchObject({ code: 'internal' });
    });
  });
}
