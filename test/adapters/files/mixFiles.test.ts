import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mixFiles } from '../../../src/adapters/files/mixFiles.js';
import { decodeWav } from '../../../src/audio/files/decodeWav.js';
import { encodeWav } from '../../../src/audio/files/encodeWav.js';
import { randomFrom } from '../../../src/domain/random.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const sampleRate = 44_100;
const path = temporaryDirectory();

function part(name: string, level: number): string {
  const random = randomFrom(name);
  const channels = [0, 1].map(() =>
    Float32Array.from({ length: 5 * sampleRate }, () => level * random.range(-1, 1)),
  );
  writeFileSync(path(`${name}.wav`), encodeWav({ sampleRate, channels }));
  return path(`${name}.wav`);
}

const files = { mix: path('mix.wav'), stems: { vocal: path('v-out.wav'), harmonic: path('h-out.wav') } };
const read = (file: string) => decodeWav(readFileSync(file));

describe('mixFiles', () => {
  it('writes a mix and stems of the same length that sum to it', async () => {
    const parts = { vocal: part('v', 0.1), harmonic: part('h', 0.4) };
    const report = await mixFiles({ parts, muted: [], sung: [], ducked: true, ...files });
    const [mix, vocal, harmonic] = [files.mix, files.stems.vocal, files.stems.harmonic].map(read);
    expect([mix, vocal, harmonic].map(({ channels }) => channels.map((c) => c.length))).toEqual(
      Array(3).fill([5 * sampleRate, 5 * sampleRate]),
    );
    expect(report).toMatchObject({ limited: 0, quieter: false });
    for (let i = 0; i < 5 * sampleRate; i += 997)
      expect(mix.channels[1][i]).toBeCloseTo(vocal.channels[1][i] + harmonic.channels[1][i], 6);
  });

  const ffmpeg = spawnSync('ffmpeg', ['-version']).error === undefined || process.env['CI'] === 'true';
  it.skipIf(!ffmpeg)('is as loud and as high as it reports, by the measure of ffmpeg', async () => {
    const report = await mixFiles({
      parts: { vocal: part('v', 0.1), percussion: part('p', 0.4) },
      muted: [],
      ducked: true,
      ...files,
    });
    const { stderr } = spawnSync('ffmpeg', [
      '-hide_banner',
      '-nostats',
      '-i',
      files.mix,
      '-af',
      'ebur128=peak=true',
      '-f',
      'null',
      '-',
    ]);
    const last = (pattern: RegExp) => Number([...stderr.toString().matchAll(pattern)].at(-1)?.[1]);
    expect(Math.abs(last(/I:\s+(-?[\d.]+) LUFS/g) - report.loudness)).toBeLessThan(0.1);
    // Noise up to half the sample rate is the worst case: the standard's filter reads it too high, never too low.
    const peak = last(/Peak:\s+(-?[\d.]+) dBFS/g);
    expect(peak).toBeLessThanOrEqual(-1);
    expect(peak).toBeGreaterThan(report.truePeak - 0.7);
  });
});
