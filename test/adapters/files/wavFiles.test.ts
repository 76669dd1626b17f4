import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createWav } from '../../../src/adapters/files/createWav.js';
import { cutWav } from '../../../src/adapters/files/cutWav.js';
import { openWav } from '../../../src/adapters/files/openWav.js';
import { readWav } from '../../../src/adapters/files/readWav.js';
import { decodeWav } from '../../../src/audio/files/decodeWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { makeSound } from '../../support/makeSound.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
const ramp = (count: number, from = 0): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (from + i) / 1e6);
const stereo = { sampleRate: 1000, channels: [ramp(5000), ramp(5000, 500_000)] };
const path = at('ramp.wav');
writeFileSync(path, encodeWav(stereo));

describe('readWav', () => {
  it('gives the whole file, or a range clipped to it', async () => {
    expect(await readWav(path)).toEqual(stereo);
    const part = await readWav(path, { start: 4.5, duration: 2 });
    expect(part.channels).toEqual([ramp(500, 4500), ramp(500, 504_500)]);
    expect((await readWav(path, { start: 9, duration: 1 })).channels[0].length).toBe(0);
  });

  it('reads what ffmpeg writes, integer samples and odd chunks too', async () => {
    const source = 'aevalsrc=0.5*sin(440*2*PI*t)|-0.25:d=1:s=44100';
    makeSound(at('int.wav'), { source, args: ['-c:a', 'pcm_s24le', '-metadata', 'title=odd'] });
    const { channels } = await readWav(at('int.wav'), { start: 0.5, duration: 0.1 });
    expect(channels.map((channel) => channel.length)).toEqual([4410, 4410]);
    expect(channels[1][0]).toBeCloseTo(-0.25, 5);
  });

  it('takes what is there of a file that was cut short', async () => {
    writeFileSync(at('cut.wav'), encodeWav(stereo));
    truncateSync(at('cut.wav'), 58 + 8 * 1234 + 3);
    expect((await readWav(at('cut.wav'))).channels[1]).toEqual(ramp(1234, 500_000));
  });

  it('refuses what is no WAV file', async () => {
    writeFileSync(at('no.wav'), 'no wav');
    await expect(readWav(at('no.wav'))).rejects.toMatchObject({ code: 'not-audio' });
  });

  it('reads a range of a large file without loading it', async () => {
    const sink = await createWav(at('large.wav'), { sampleRate: 44_100, channels: 2 });
    const block = [new Float32Array(1 << 20), new Float32Array(1 << 20).fill(0.5)];
    for (let i = 0; i < 40; i++) await sink.append(block);
    await sink.close();
    const before = process.memoryUsage().arrayBuffers;
    const wav = await openWav(at('large.wav'));
    expect(wav.frames).toBe(40 << 20);
    const part = await wav.read((40 << 20) - 100, 1000);
    await wav.close();
    expect(part.channels[1]).toEqual(new Float32Array(100).fill(0.5));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20e6);
  });
});

describe('createWav', () => {
  it('writes part by part the very file that encodeWav makes', async () => {
    const sink = await createWav(at('parts.wav'), { sampleRate: 1000, channels: 2 });
    for (const [from, to] of [
      [0, 1],
      [1, 3000],
      [3000, 5000],
    ])
      await sink.append(stereo.channels.map((channel) => channel.subarray(from, to)));
    await sink.close();
    expect(readFileSync(at('parts.wav')).equals(readFileSync(path))).toBe(true);
  });
});

describe('cutWav', () => {
  it('copies to the sample, and silence past the end', async () => {
    await cutWav({ input: path, output: at('piece.wav'), start: 4.9994, duration: 0.0025 });
    const { channels } = decodeWav(readFileSync(at('piece.wav')));
    expect([...channels[0]]).toEqual([Math.fround(0.004999), 0, 0].slice(0, channels[0].length));
    expect(channels[0].length).toBe(3);
  });

  it('leaves nothing half-written', async () => {
    const job = { input: path, output: at('stopped.wav'), start: 0, duration: 1 };
    await expect(cutWav(job, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
    expect(readdirSync(at()).filter((name) => name.startsWith('stopped'))).toEqual([]);
  });
});
