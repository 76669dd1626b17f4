import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stemNames } from '../../src/domain/role.js';

const golden = fileURLToPath(new URL('../golden/stems', import.meta.url));
const shared = fileURLToPath(new URL('../../../shared/music/stems', import.meta.url));
const rate = 44_100;

export interface Variant {
  /** Both key and tempo move: the sound is played faster or slower. */
  readonly semitones?: number;
  /** Only so many seconds, from `start` on. */
  readonly start?: number;
  readonly seconds?: number;
  readonly sidecar?: Readonly<Record<string, unknown>>;
}

/** Makes a folder of ready stems (a track) out of CC0 ones: its path. A few variants of one song are as good as several songs. */
export const makeStemSong = (folder: string, variant: Variant = {}): string =>
  cutStems(golden, folder, variant);

/** Folder of a CC0 song of ../shared/music, where it is present. */
export const sharedSong = (name: string): string | undefined =>
  existsSync(join(shared, name)) ? join(shared, name) : undefined;

/** A cut of a folder of stems as a folder of stems: its path. */
export function cutStems(from: string, folder: string, variant: Variant): string {
  const { semitones = 0, start = 0, seconds = 20, sidecar } = variant;
  mkdirSync(folder, { recursive: true });
  const speed = 2 ** (semitones / 12);
  const filter = `asetrate=${Math.round(rate * speed)},aresample=${rate}`;
  for (const stem of stemNames) {
    const cut = ['-ss', String(start), '-t', String(seconds * speed), '-i', join(from, `${stem}.ogg`)];
    const output = ['-map_metadata', '-1', '-c:a', 'flac', join(folder, `${stem}.flac`)];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...cut, '-af', filter, ...output]);
  }
  if (sidecar) writeFileSync(join(folder, 'mash.json'), JSON.stringify(sidecar));
  return folder;
}

/** The sum of a folder's stems as one file, in the format of its ending: its path. */
export function mixStems(from: string, output: string, { start = 0, seconds = 20 }: Variant = {}): string {
  const inputs = stemNames.flatMap((stem) => [
    ...['-ss', String(start), '-t', String(seconds)],
    ...['-i', join(from, `${stem}.ogg`)],
  ]);
  const mix = ['-filter_complex', 'amix=inputs=4:normalize=0', '-map_metadata', '-1', '-ac', '2'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...inputs, ...mix, `file:${output}`]);
  return output;
}

/** The CC0 stems that come with the project. */
export const goldenStems = golden;
