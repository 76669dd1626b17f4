import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWav } from '../../src/adapters/files/readWav.js';
import { rubberbandStretcher } from '../../src/adapters/rubberband/rubberbandStretcher.js';
import { monoMix } from '../../src/audio/signal/monoMix.js';
import { sampleRate } from '../../src/domain/audio.js';
import type { StemName } from '../../src/domain/role.js';
import type { Semitones } from '../../src/domain/units.js';

/** The path of a song's stem, any format. */
export type StemPath = (song: string, stem: StemName) => Promise<string>;

export interface Part {
  readonly signal: Float32Array;
  /** The same moved by Rubber Band, as when it is rendered: the timbre of a voice stays where it is. */
  moved(shift: Semitones): Promise<Float32Array>;
}

export interface PartOptions {
  /** What a part is moved to is kept here, and found again. */
  readonly folder: string;
  /** 2 as when it is rendered; 1 takes half as long. */
  readonly channels: 1 | 2;
}

const signalOf = async (path: string): Promise<Float32Array> => monoMix(await readWav(path));

/** The sum of stems of a song. */
async function partOf(
  name: string,
  stems: readonly string[],
  formants: boolean,
  { folder, channels }: PartOptions,
): Promise<Part> {
  const input = join(folder, `${name}.wav`);
  execFileSync('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-y', ...stems.flatMap((stem) => ['-i', stem])],
    ...['-filter_complex', `amix=inputs=${stems.length}:normalize=0`],
    ...['-ac', String(channels), '-ar', String(sampleRate), '-c:a', 'pcm_f32le', input],
  ]);
  const signal = await signalOf(input);
  const duration = signal.length / sampleRate;
  return {
    signal,
    async moved(shift) {
      if (shift === 0) return signal;
      const output = join(folder, `${name} ${shift}.wav`);
      if (!existsSync(output))
        await rubberbandStretcher().stretch({ input, output, timeMap: [[0, 0]], duration, shift, formants });
      return signalOf(output);
    },
  };
}

/** The voice of a song and its harmony (bass and other in one). */
export async function partsOf(
  song: string,
  stemPath: StemPath,
  options: PartOptions,
): Promise<{ readonly voice: Part; readonly harmony: Part }> {
  const paths = (...stems: readonly StemName[]): Promise<readonly string[]> =>
    Promise.all(stems.map((stem) => stemPath(song, stem)));
  return {
    voice: await partOf(`${song} voice`, await paths('vocals'), true, options),
    harmony: await partOf(`${song} harmony`, await paths('bass', 'other'), false, options),
  };
}
