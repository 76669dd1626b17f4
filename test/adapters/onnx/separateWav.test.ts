import { readdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { htdemucsShape } from '../../../src/adapters/onnx/htdemucsShape.js';
import type { Htdemucs } from '../../../src/adapters/onnx/loadHtdemucs.js';
import { separateWav } from '../../../src/adapters/onnx/separateWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const { segment } = htdemucsShape;
const outputs = {
  vocals: at('vocals.wav'),
  drums: at('drums.wav'),
  bass: at('bass.wav'),
  other: at('other.wav'),
};

/** Not the network: each stem is the mix times a factor, so that order, places and lengths can be told. */
function scaling(): Htdemucs & { calls: number } {
  const model = {
    calls: 0,
    provider: 'test',
    modelSeconds: () => 0,
    separate(left: Float32Array, right: Float32Array) {
      model.calls++;
      const parts = [0.1, 0.2, 0.3, 0.4].flatMap((k) => [left.map((x) => k * x), right.map((x) => k * x)]);
      return Promise.resolve(parts);
    },
  };
  return model;
}

const wave = (length: number, from = 0): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin((from + i) / 50));

async function separate(channels: Float32Array[], options: { sampleRate?: number } = {}) {
  const input = at('mix.wav');
  writeFileSync(input, encodeWav({ sampleRate: 44_100, ...options, channels }));
  const model = scaling();
  const progress: number[] = [];
  await separateWav({ input, outputs }, model, { onProgress: (x) => progress.push(x) });
  return { calls: model.calls, progress };
}

const worst = (a: Float32Array, b: Float32Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);

describe('separateWav', () => {
  it.each([100, segment, segment + 1, 3 * segment + 12_345])(
    'writes each stem in its file, every sample of %d in its place',
    async (length) => {
      const [left, right] = [wave(length), wave(length, 777)];
      await separate([left, right]);
      for (const [stem, factor] of [
        ['drums', 0.1],
        ['bass', 0.2],
        ['other', 0.3],
        ['vocals', 0.4],
      ] as const) {
        const { channels } = await readWav(outputs[stem]);
        expect(channels.map((channel) => channel.length)).toEqual([length, length]);
        expect(
          worst(
            channels[0],
            left.map((x) => factor * x),
          ),
        ).toBeLessThan(1e-5);
        expect(
          worst(
            channels[1],
            right.map((x) => factor * x),
          ),
        ).toBeLessThan(1e-5);
      }
    },
  );

  it('needs no model for silence, and tells how far it is', async () => {
    const left = new Float32Array(2.7 * segment);
    left.set(wave(1000), 2.5 * segment);
    const { calls, progress } = await separate([left, new Float32Array(left.length)]);
    expect(progress).toEqual([1 / 3, 2 / 3, 1]);
    expect(calls).toBe(1);
    expect((await readWav(outputs.drums, { start: 0, duration: 5 })).channels[0].every((x) => x === 0)).toBe(
      true,
    );
  });

  it('refuses what is not 44.1 kHz stereo', async () => {
    await expect(separate([wave(1000)])).rejects.toMatchObject({ code: 'separation-failed' });
    const work = separate([wave(1000), wave(1000)], { sampleRate: 48_000 });
    await expect(work).rejects.toMatchObject({ code: 'separation-failed' });
  });

  it('fails with the model, and closes its files', async () => {
    const input = at('mix.wav');
    writeFileSync(input, encodeWav({ sampleRate: 44_100, channels: [wave(1000), wave(1000)] }));
    const broken = { ...scaling(), separate: () => Promise.reject(new Error('no memory')) };
    const open = () => readdirSync('/proc/self/fd').length;
    const before = process.platform === 'linux' ? open() : 0;
    await expect(separateWav({ input, outputs }, broken)).rejects.toThrow('no memory');
    if (process.platform === 'linux') expect(open()).toBe(before);
  });
});
