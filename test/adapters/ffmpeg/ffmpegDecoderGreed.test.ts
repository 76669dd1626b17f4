import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { timeLimit } from '../../../src/adapters/ffmpeg/timeLimit.js';
import { PipelineError } from '../../../src/errors.js';
import { makeChained, makeCompressedTags, makeWav } from '../../support/greedySongs.js';
import { makeSound } from '../../support/makeSound.js';
import { peakMemory } from '../../support/peakMemory.js';
import { decoderBench } from './support/decoderBench.js';
import { failure } from './support/failure.js';

const { at, decoder, decode, refusesBoth } = decoderBench();
const most = 600e6;
const peaks = (work: () => Promise<unknown>) => peakMemory(['ffmpeg', 'ffprobe'], work);

describe.runIf(process.platform === 'linux')('memory', () => {
  it('is refused to compressed tags beyond the limit; the sound is read all the same', async () => {
    const path = makeCompressedTags(at('tags.mp3'), 14);
    const held = await peaks(async () => expect((await decode(path)).duration).toBeCloseTo(5, 0));
    expect(held['ffprobe']).toBeGreaterThan(200e6);
    expect(held['ffmpeg']).toBeGreaterThan(200e6);
    expect(Math.max(...Object.values(held))).toBeLessThan(most);
  }, 60_000);

  it('is refused to a file that goes on at 3 Hz: what was decoded before is used, or it is refused for good', async () => {
    const path = makeChained(at('chained.ogg'));
    const held = await peaks(async () => {
      const end: unknown = await decode(path).catch((error: unknown) => error);
      if (end instanceof PipelineError)
        expect(end).toMatchObject({ code: 'refused-input', retryable: false });
      else expect(end).toMatchObject({ truncated: false });
    });
    expect(held['ffmpeg']).toBeGreaterThan(200e6);
    expect(held['ffmpeg']).toBeLessThan(most);
  }, 60_000);

  it('suffices for eight channels of 384 kHz and 64 bits, of which little is held', async () => {
    const source = `aevalsrc=${Array.from({ length: 8 }, (_, i) => `0.1*sin(${440 + i}*2*PI*t)`).join('|')}:c=7.1:d=3:s=384000`;
    const path = makeSound(at('large.mkv'), { source, args: ['-c:a', 'pcm_f64le'] });
    const held = await peaks(() => decode(path));
    expect(held['ffmpeg']).toBeLessThan(150e6);
  });
});

/** Writes 16 bits into a file. */
function patch(path: string, position: number, value: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt16LE(value, position);
  writeFileSync(path, bytes);
}

describe('sample rates and channels', () => {
  it.each([1, 3, 7999, 384_001, 1_000_000])(
    '%d Hz is refused before anything is worked out',
    async (rate) => {
      const error = await refusesBoth(makeWav(at('rate.wav'), rate, 3000), 'refused-input');
      expect(error.message).toMatch(`its sample rate is ${rate} Hz, and only 8000 to 384000 Hz are read`);
    },
  );

  it.each([8000, 384_000])('%d Hz is read', async (rate) => {
    expect((await decode(makeWav(at('rate.wav'), rate, 3 * rate))).duration).toBeCloseTo(3, 2);
    await decoder.identify(at('rate.wav'));
  });

  it.each([255, 65])('%d channels are refused', async (channels) => {
    const path = makeWav(at('many.wav'), 44_100, 44_100);
    patch(path, 22, channels);
    patch(path, 32, 2 * channels);
    const error = await refusesBoth(path, 'refused-input');
    expect(error.message).toMatch(`it has ${channels} channels, and no more than 64 are read`);
  });

  it('channels of which nothing says where they sound are refused by name', async () => {
    const path = makeWav(at('ten.wav'), 44_100, 44_100 * 10);
    patch(path, 22, 10);
    patch(path, 32, 20);
    expect((await failure(decode(path), 'refused-input')).message).toMatch(/channels cannot be mixed down/);
  });
});

describe('size', () => {
  it('of more than 64 GiB is refused before any program runs, however little is there', async () => {
    const path = makeSound(at('sparse.wav'));
    truncateSync(path, 2 ** 40);
    const begun = performance.now();
    const error = await refusesBoth(path, 'refused-input');
    expect(error.message).toMatch(/it holds 1024 GiB, and no more than 64 GiB are read/);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('lengthens no time limit beyond half an hour, unless a longer one was asked for', () => {
    expect([timeLimit(60, 10), timeLimit(60, 1e6), timeLimit(3600, 1e6), timeLimit(3600, 0)]).toEqual([
      70, 1800, 3600, 3600,
    ]);
  });
});
