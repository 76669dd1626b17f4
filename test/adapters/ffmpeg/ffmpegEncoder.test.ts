import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ffmpegDecoder } from '../../../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../../../src/adapters/ffmpeg/ffmpegEncoder.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { countProcesses } from '../../support/countProcesses.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const encoder = ffmpegEncoder();
const frames = 44_100 * 3 + 17;
const channels = [1, 2].map((k) =>
  Float32Array.from(
    { length: frames },
    (_, i) => 0.4 * Math.sin((i * k) / 31) + 0.3 * Math.sin(i * i * 1e-6),
  ),
);
const input = at('in put.wav');
writeFileSync(input, encodeWav({ sampleRate: 44_100, channels }));

const largestError = (a: Float32Array, b: Float32Array): number => {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i] - b[i]));
  return most;
};
const hidden = (name: string) => readdirSync(at()).filter((file) => file.startsWith(name));

describe('encode', () => {
  it.each([
    ['flac', 24, 2 / 2 ** 23],
    ['flac', 16, 3 / 2 ** 15],
    ['wav', 24, 2 / 2 ** 23],
    ['wav', 16, 3 / 2 ** 15],
  ] as const)('%s with %d bits keeps every sample to its precision', async (format, bits, tolerance) => {
    const output = at(`out-${bits}.${format}`);
    await encoder.encode({ input, output, format, bits });
    await encoder.toWav(output, at('back.wav'));
    const back = await readWav(at('back.wav'));
    expect([back.sampleRate, back.channels.length, back.channels[0].length]).toEqual([44_100, 2, frames]);
    back.channels.forEach((channel, c) => {
      expect(largestError(channel, channels[c])).toBeLessThan(tolerance);
      expect(largestError(channel, channels[c])).toBeGreaterThan(tolerance / 100);
    });
  });

  it('makes mp3 with tags', async () => {
    const tags = { title: 'A mashup', artist: 'x = y', comment: '-i' };
    await encoder.encode({ input, output: at('out.mp3'), format: 'mp3', tags });
    const decoded = await ffmpegDecoder().decode({
      uri: at('out.mp3'),
      output: at('mp3.wav'),
      maxDuration: 60,
    });
    expect(await ffmpegDecoder().tags(at('out.mp3'))).toEqual({ title: 'A mashup', artist: 'x = y' });
    expect(decoded.duration).toBeCloseTo(3, 1);
  });

  it('makes mp3 at a constant rate, whose header tells players of its delay', async () => {
    const sizes: number[] = [];
    for (const bitrate of [64, 192]) {
      await encoder.encode({ input, output: at('rate.mp3'), format: 'mp3', bitrate });
      const bytes = readFileSync(at('rate.mp3'));
      // Firefox heeds delay and padding where the maker is one it knows.
      const head = bytes.indexOf('Info');
      expect(bytes.toString('latin1', head + 120, head + 124)).toBe('LAME');
      sizes.push(bytes.length / (frames / 44_100) / 125);
      const job = { uri: at('rate.mp3'), output: at('rate.wav'), maxDuration: 60 };
      expect((await ffmpegDecoder().decode(job)).duration).toBeCloseTo(frames / 44_100, 6);
    }
    for (const [k, bitrate] of [64, 192].entries())
      expect(Math.abs(sizes[k] / bitrate - 1)).toBeLessThan(0.05);
  });

  it('makes the same bytes again', async () => {
    await encoder.encode({ input, output: at('one.flac'), format: 'flac' });
    await encoder.encode({ input, output: at('two.flac'), format: 'flac' });
    expect(readFileSync(at('one.flac')).equals(readFileSync(at('two.flac')))).toBe(true);
  });

  it('keeps mono mono', async () => {
    writeFileSync(at('mono.wav'), encodeWav({ sampleRate: 44_100, channels: [channels[0]] }));
    await encoder.encode({ input: at('mono.wav'), output: at('mono.flac'), format: 'flac' });
    await encoder.toWav(at('mono.flac'), at('mono-back.wav'));
    expect((await readWav(at('mono-back.wav'))).channels.length).toBe(1);
  });
});

describe('a run that fails', () => {
  const failing = (body: string) => {
    writeFileSync(at('fake'), `#!/bin/sh\n${body}\n`);
    chmodSync(at('fake'), 0o755);
    return ffmpegEncoder({ ffmpeg: at('fake') });
  };

  it('leaves the old file and nothing half-written', async () => {
    writeFileSync(at('kept.flac'), 'old');
    const half = failing('for last; do :; done; echo half > "$last"; echo "no wish to go on" >&2; exit 1');
    const work = half.encode({ input, output: at('kept.flac'), format: 'flac' });
    await expect(work).rejects.toThrow(/no wish to go on/);
    expect(hidden('kept')).toEqual(['kept.flac']);
    expect(readFileSync(at('kept.flac'), 'utf8')).toBe('old');
  });

  it('stops on abort and when it takes too long', async () => {
    const job = { input, output: at('never.flac'), format: 'flac' } as const;
    await expect(failing('sleep 7323').encode(job, AbortSignal.timeout(100))).rejects.toMatchObject({
      code: 'aborted',
    });
    const slow = ffmpegEncoder({ ffmpeg: at('fake'), limit: -1 });
    await expect(slow.encode(job)).rejects.toMatchObject({ code: 'timeout' });
    expect(hidden('never')).toEqual([]);
    expect(countProcesses('sleep 7323')).toBe(0);
  });

  it('names a file that is not there', async () => {
    const work = encoder.toWav(at('gone.flac'), at('x.wav'));
    await expect(work).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('gone.flac') as unknown,
    });
  });
});

it('cutWav cuts', async () => {
  await encoder.cutWav({ input, output: at('part.wav'), start: 1, duration: 0.5 });
  expect((await readWav(at('part.wav'))).channels[1]).toEqual(channels[1].subarray(44_100, 66_150));
});
