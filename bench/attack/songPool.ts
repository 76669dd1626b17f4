import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeWav } from '../../src/audio/files/encodeWav.js';
import type { StemName } from '../../src/domain/role.js';
import { playSong } from '../../test/support/playSong.js';
import { packageFolder } from '../../src/packageFolder.js';
import { makeStemSong } from '../../test/support/stemSongs.js';
import { sing } from './sing.js';

interface Band {
  readonly bpm: number;
  readonly tonic: number;
  readonly minor?: boolean;
  readonly swing?: number;
  /** Each file costs several programs to read it. */
  readonly stems: readonly StemName[];
}

/** Eight bars are the least that is compared: fast songs are short ones, and cost little. */
const bars = 8;
const margin = 1.2;

/** All fit all in tempo; keys lie near each other or not. Most lack parts. */
const bands: readonly Band[] = [
  { bpm: 142, tonic: 0, stems: ['vocals', 'drums', 'bass', 'other'] },
  { bpm: 148, tonic: 2, stems: ['vocals', 'drums', 'bass', 'other'] },
  { bpm: 152, tonic: 11, stems: ['vocals', 'drums', 'bass', 'other'] },
  { bpm: 157, tonic: 1, swing: 0.6, stems: ['vocals', 'drums', 'bass'] },
  { bpm: 160, tonic: 9, minor: true, stems: ['vocals', 'drums', 'bass', 'other'] },
  { bpm: 146, tonic: 3, stems: ['vocals', 'drums', 'other'] },
  { bpm: 165, tonic: 0, stems: ['drums', 'bass', 'other'] },
  { bpm: 150, tonic: 7, swing: 0.57, stems: ['vocals', 'drums', 'other'] },
  { bpm: 144, tonic: 10, stems: ['vocals', 'drums'] },
  { bpm: 154, tonic: 4, stems: ['vocals', 'drums', 'bass', 'other'] },
];

/** A cut of the CC0 song of the tests, at another speed and so in another key. */
const cut = { semitones: 1, start: 2, seconds: 16.5 } as const;

/** Two of the pool that fit each other. */
export const goodPair: readonly string[] = ['band 0', 'band 5'];

/** Names of the songs of the pool. */
export const poolSongs: readonly string[] = [...bands.map((_, i) => `band ${i}`), 'cut'];

const demo = ['hydrogen', 'caesium', 'sodium'];

/** Names of the mixed songs of the pool, each a file in a folder of its own; separating one takes a quarter of a minute. */
export const mixes: readonly string[] = demo.map((name) => `mixed ${name}`);

/** Makes the mixed songs, unless they are there: excerpts of those of the demo. */
export function makeMixes(folder: string): void {
  if (existsSync(join(folder, mixes[0]))) return;
  for (const name of demo) {
    const at = join(folder, `mixed ${name}`);
    mkdirSync(at, { recursive: true });
    const cut = ['-t', '16', '-i', join(packageFolder, 'demo', `${name}.ogg`), join(at, `${name}.wav`)];
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...cut]);
  }
}

/** Makes the pool, unless it is there: a folder of ready stems (FLAC) for each name in `poolSongs`, below `folder`. Each is worked on in two seconds or so. */
export function makeSongPool(folder: string): void {
  if (existsSync(join(folder, 'cut'))) return;
  bands.forEach((band, i) => makeBand(join(folder, `band ${i}`), band));
  makeStemSong(join(folder, 'cut'), cut);
}

function makeBand(folder: string, { bpm, stems: wanted, ...band }: Band): void {
  const seconds = (bars * 4 * 60) / bpm + margin;
  const { stems, beats } = playSong({ bpm, seconds, start: 0.4, ...band });
  const { sampleRate } = stems;
  const signals = { ...stems, vocals: sing({ beats, seconds, sampleRate, ...band }) };
  mkdirSync(folder, { recursive: true });
  for (const name of wanted) {
    const wav = join(folder, `${name}.wav`);
    writeFileSync(wav, encodeWav({ sampleRate, channels: [signals[name]] }));
    const flac = ['-c:a', 'flac', '-sample_fmt', 's16', join(folder, `${name}.flac`)];
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', wav, ...flac]);
    rmSync(wav);
  }
}
