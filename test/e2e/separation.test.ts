import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { readWav } from '../../src/adapters/files/readWav.js';
import { htdemucsSeparator } from '../../src/adapters/onnx/htdemucsSeparator.js';
import type { SeparationReport } from '../../src/adapters/onnx/separatorChild.js';
import { stemNames, type StemName } from '../../src/domain/role.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';

const at = temporaryDirectory();
const goldenStems = fileURLToPath(new URL('../golden/stems', import.meta.url));
const sharedStems = fileURLToPath(new URL('../../../shared/music/stems', import.meta.url));
const truth = (stem: StemName): string => at(`true-${stem}.wav`);
const outputs = {
  vocals: at('vocals.wav'),
  drums: at('drums.wav'),
  bass: at('bass.wav'),
  other: at('other.wav'),
};
const asWav = ['-ar', '44100', '-ac', '2', '-c:a', 'pcm_f32le'];

/** Two model calls' worth of a real mix, and its stems; the path of the mix. */
function prepare(folder: string, start: number): string {
  const ffmpeg = (...args: string[]) => execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);
  for (const stem of stemNames)
    ffmpeg('-ss', String(start), '-t', '12', '-i', join(folder, `${stem}.ogg`), ...asWav, truth(stem));
  const inputs = stemNames.flatMap((stem) => ['-i', truth(stem)]);
  ffmpeg(...inputs, '-filter_complex', 'amix=inputs=4:normalize=0', ...asWav, at('mix.wav'));
  return at('mix.wav');
}

async function read(path: string): Promise<Float32Array> {
  const { channels } = await readWav(path);
  return channels[0].map((x, i) => (x + channels[1][i]) / 2);
}
const energy = (x: Float32Array): number => x.reduce((sum, value) => sum + value * value, 0);
/** Signal-to-distortion ratio: 10 log10 |s|² / |s − e|², decibels. */
const sdr = (s: Float32Array, e: Float32Array): number =>
  10 * Math.log10(energy(s) / energy(s.map((x, i) => x - e[i])));
const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
const correlation = (a: Float32Array, b: Float32Array): number =>
  dot(a, b) / Math.sqrt(energy(a) * energy(b));

/** Ids of our children that separate: each is Node, named by its module, with us as its parent. */
const separators = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return (
          parent === String(process.pid) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('separatorChild')
        );
      } catch {
        return false;
      }
    })
    .map(Number);

describe('HTDemucs', () => {
  const reports: SeparationReport[] = [];
  const separator = htdemucsSeparator({ onReport: (report) => reports.push(report) });
  afterAll(() => separator.close());
  const input = at('mix.wav');

  it('finds the stems of a real mix', async () => {
    prepare(goldenStems, 19);
    const progress: number[] = [];
    await separator.separate({ input, outputs }, { onProgress: (x) => progress.push(x) });
    expect(progress).toEqual([0.5, 1]);
    const mix = await read(input);
    const sum = new Float32Array(mix.length);
    const sounding: StemName[] = ['vocals', 'drums', 'other'];
    for (const stem of stemNames) {
      const found = await read(outputs[stem]);
      expect(found.length).toBe(mix.length);
      found.forEach((x, i) => (sum[i] += x));
      const likeness = new Map<StemName, number>();
      for (const name of sounding) likeness.set(name, correlation(await read(truth(name)), found));
      // The song's own bass is silent: its bass line lies in `other`.
      const best = [...likeness].sort((a, b) => b[1] - a[1])[0][0];
      expect([stem, best]).toEqual([stem, stem === 'bass' ? 'other' : stem]);
    }
    // A hard song (electronic, its voice treated): the network itself reaches no more than 3 to 4 dB on it.
    expect(sdr(await read(truth('vocals')), await read(outputs.vocals))).toBeGreaterThan(2);
    expect(sdr(await read(truth('drums')), await read(outputs.drums))).toBeGreaterThan(2);
    expect(sdr(mix, sum)).toBeGreaterThan(10);
    expect(reports[0].provider).toBe('cpu');
    expect(reports[0].memory.peak).toBeLessThan(3e9);
  });

  it.skipIf(!existsSync(sharedStems))(
    'finds voice and bass of an easier song (../shared/music)',
    async () => {
      prepare(join(sharedStems, 'Potassium'), 72);
      await separator.separate({ input, outputs });
      expect(sdr(await read(truth('vocals')), await read(outputs.vocals))).toBeGreaterThan(7);
      expect(sdr(await read(truth('bass')), await read(outputs.bass))).toBeGreaterThan(7);
    },
  );

  it.runIf(process.platform === 'linux')('killed in mid-work: says so, and the next job works', async () => {
    let kills = 0;
    const before = reports.length;
    const kill = () => separators().forEach((pid) => (kills++, process.kill(pid, 'SIGKILL')));
    const work = separator.separate({ input, outputs }, { onProgress: kill });
    await expect(work).rejects.toMatchObject({ code: 'child-died', retryable: true });
    expect(kills).toBe(1);
    await separator.separate({ input, outputs });
    expect(reports.length).toBe(before + 1);
  });

  it.runIf(process.platform === 'linux')('stops on abort, in the middle of a model call', async () => {
    const abort = new AbortController();
    const work = separator.separate(
      { input, outputs },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    await expect(work).rejects.toMatchObject({ code: 'aborted' });
    expect(separators()).toEqual([]);
  });
});
