import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { decodeWav } from '../../../../src/audio/files/decodeWav.js';
import { encodeWav } from '../../../../src/audio/files/encodeWav.js';
import type { StretchJob, Stretcher } from '../../../../src/ports/stretcher.js';
import { rate } from './rate.js';

/** A stretcher as the rules handle it. */
export interface Bench {
  /** Stretches channels of samples in a fresh directory, named oddly on purpose. */
  run(
    channels: readonly Float32Array[],
    job: Partial<StretchJob> & Pick<StretchJob, 'timeMap' | 'duration'>,
    signal?: AbortSignal,
  ): Promise<{ readonly channels: readonly Float32Array[]; readonly left: readonly string[] }>;
}

/** A bench that writes below `path`. */
export const benchOf = (stretcher: Stretcher, path: (...names: string[]) => string): Bench => ({
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
