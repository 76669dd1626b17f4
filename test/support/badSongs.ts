import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeWav } from './greedySongs.js';
import { goldenStems, makeStemSong, mixStems } from './stemSongs.js';

const ffmpeg = (...args: readonly string[]): void =>
  void execFileSync('ffmpeg', ['-v', 'error', '-y', ...args]);

/** Files that no sound can be taken from, with the reason that each must be given. */
export function makeHopeless(folder: string, address: string): Readonly<Record<string, RegExp>> {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('empty.mp3'), '');
  writeFileSync(at('text.mp3'), 'This is no music.\n'.repeat(100));
  ffmpeg('-i', join(goldenStems, 'drums.ogg'), '-t', '1', at('second.ogg'));
  ffmpeg('-i', join(goldenStems, 'drums.ogg'), '-t', '5', at('five.ogg'));
  ffmpeg('-f', 'lavfi', '-i', 'anullsrc=r=44100:cl=stereo', '-t', '20', at('silence.flac'));
  makeWav(at('slow.wav'), 3, 3000);
  makeWav(at('endless.wav'), 44_100, 44_100);
  truncateSync(at('endless.wav'), 2 ** 40);
  writeFileSync(at('No space left on device.mp3'), 'This is no music.\n'.repeat(100));
  writeFileSync(at('address.mp3'), `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${address}/a.mp3\n`);
  writeFileSync(at('list.ogg'), `ffconcat version 1.0\nfile '${at('silence.flac')}'\n`);
  writeFileSync(at('plain address.wav'), `${address}/b.wav\n`);
  symlinkSync(at('nowhere.mp3'), at('dangling.mp3'));
  symlinkSync(at('circle.mp3'), at('circle.mp3'));
  execFileSync('mkfifo', [at('pipe.mp3')]);
  return {
    'empty.mp3': /empty/,
    'text.mp3': /no sound could be decoded|format is not/,
    'second.ogg': /holds 1\.0\d s of sound, less than 2 s/,
    'five.ogg': /holds 5\.\d s of sound, and eight bars/,
    'silence.flac': /silent/,
    'slow.wav': /sample rate is 3 Hz/,
    'endless.wav': /holds 1024 GiB/,
    'No space left on device.mp3': /no sound could be decoded/,
    'address.mp3': /playlist/,
    'list.ogg': /playlist/,
    'plain address.wav': /playlist/,
    'dangling.mp3': /ENOENT/,
    'circle.mp3': /ELOOP/,
    'pipe.mp3': /pipe/,
    ...(process.getuid?.() === 0 ? {} : makeForbidden(at('forbidden.mp3'))),
  };
}

/** Root may read everything, so this is for others. */
function makeForbidden(path: string): Readonly<Record<string, RegExp>> {
  writeFileSync(path, 'x');
  chmodSync(path, 0);
  return { 'forbidden.mp3': /cannot be read/ };
}

/** Mixed songs that are odd but of use, each of a few seconds that count. */
export function makeOdd(folder: string): void {
  const at = (name: string): string => join(folder, name);
  mixStems(goldenStems, at('whole.mp3'), { seconds: 24 });
  const bytes = readFileSync(at('whole.mp3'));
  writeFileSync(at('truncated.mp3'), bytes.subarray(0, Math.round(bytes.length * 0.4)));
  // Three hours, without encoding them.
  mixStems(goldenStems, at('piece.mp3'), { start: 2, seconds: 25 });
  const loop = ['-stream_loop', '-1', '-i', at('piece.mp3')];
  ffmpeg(...loop, '-t', String(3 * 3600), '-c', 'copy', at('three hours.mp3'));
  ffmpeg(
    ...['drums', 'other'].flatMap((stem) => ['-i', join(goldenStems, `${stem}.ogg`)]),
    ...['-filter_complex', 'amix=inputs=2:normalize=0', '-t', '11', at('instrumental.flac')],
  );
  writeFileSync(at('speech.wav'), speech(11));
  execFileSync('rm', [at('whole.mp3'), at('piece.mp3')]);
}

/** Folders of ready stems in formats and under names that programs stumble over. */
export function makeAwkward(folder: string): void {
  const at = (name: string): string => join(folder, name);
  makeStemSong(at('-version'), { seconds: 22 });
  makeStemSong(at('new\nline "quoted" it\'s 🎵'), { semitones: 1, seconds: 21 });
  cpSync(at('-version'), at('twin'), { recursive: true });
  convert(at('-version'), at('eight'), ['-ac', '1', '-ar', '8000']);
  convert(at('-version'), at('wide'), [
    '-ar',
    '96000',
    '-af',
    'pan=5.1|FL=FL|FR=FR|BL=0.3*FL|BR=0.3*FR',
    '-sample_fmt',
    's32',
  ]);
  symlinkSync('..', at('wide/up'));
}

function convert(from: string, to: string, options: readonly string[]): void {
  mkdirSync(to);
  for (const stem of ['vocals', 'drums', 'bass', 'other'])
    ffmpeg(
      '-i',
      join(from, `${stem}.flac`),
      ...options,
      join(to, `${stem}.${to.endsWith('wide') ? 'flac' : 'wav'}`),
    );
}

/** Something like a voice that speaks: voiced syllables of varying pitch and colour at irregular times. 16-bit mono WAV. */
function speech(seconds: number, rate = 16_000): Buffer {
  const out = Buffer.alloc(44 + 2 * rate * seconds);
  out.write('RIFF', 0).valueOf();
  out.writeUInt32LE(out.length - 8, 4);
  out.write('WAVEfmt ', 8);
  [16, 0x10001, rate, 2 * rate, 0x100002].forEach((value, i) => out.writeUInt32LE(value, 16 + 4 * i));
  out.write('data', 36);
  out.writeUInt32LE(out.length - 44, 40);
  let state = 1;
  const random = (): number => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296;
  for (let time = 0.1; time < seconds - 0.6;) {
    const [length, pitch, formant] = [0.08 + 0.3 * random() ** 2, 95 + 60 * random(), 350 + 1200 * random()];
    for (let i = 0; i < length * rate; i++) {
      const t = i / rate;
      let value = 0;
      for (let k = 1; k * pitch < 4000; k++)
        value +=
          Math.sin(2 * Math.PI * k * pitch * (1 + 0.1 * t) * t) / (1 + ((k * pitch - formant) / 300) ** 2);
      out.writeInt16LE(
        Math.round(6000 * Math.sin((Math.PI * t) / length) * Math.max(-3, Math.min(3, value))),
        44 + 2 * (Math.floor(time * rate) + i),
      );
    }
    time += length + (random() < 0.2 ? 0.5 * random() : 0.02 + 0.1 * random());
  }
  return out;
}
