import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { ffmpegDecoder } from '../src/adapters/ffmpeg/ffmpegDecoder.js';
import { ffmpegEncoder } from '../src/adapters/ffmpeg/ffmpegEncoder.js';
import { htdemucsSeparator } from '../src/adapters/onnx/htdemucsSeparator.js';
import type { Separator } from '../src/ports/separator.js';
import { cc0Songs } from './cc0Songs.js';
import { songTempi } from './songTempi.js';
import { writeStemSum } from './writeStemSum.js';

/** Excerpts of the whole songs begin a minute in, or earlier where the song is short. */
const excerpt = { start: 60, duration: 45 };

async function writeExcerpt(song: string, output: string): Promise<void> {
  const whole = `${output}.whole.wav`;
  const { duration } = await ffmpegDecoder().decode({ uri: song, output: whole, maxDuration: 600 });
  const start = Math.max(0, Math.min(excerpt.start, duration - excerpt.duration));
  await ffmpegEncoder().cutWav({
    input: whole,
    output,
    start,
    duration: Math.min(excerpt.duration, duration),
  });
  await rm(whole);
}

/** Separates what `write` makes into `<folder>/<name>/`, unless it is there already. */
async function separateInto(
  folder: string,
  separator: Separator,
  write: (path: string) => Promise<void> | void,
): Promise<void> {
  if (existsSync(folder)) return;
  const aside = `${folder}.unfinished`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const input = join(aside, 'mix.wav');
  await write(input);
  const [vocals, drums, bass, other] = ['vocals', 'drums', 'bass', 'other'].map((name) =>
    join(aside, `${name}.wav`),
  );
  await separator.separate({ input, outputs: { vocals, drums, bass, other } });
  await rm(input);
  await rename(aside, folder);
}

/** Separates the mixes of the five CC0 songs, into a folder each; `music`: a folder with stems/. */
async function separateMixes(music: string, folder: string, separator: Separator): Promise<void> {
  for (const { name } of cc0Songs) {
    const stems = join(music, 'stems', name);
    if (existsSync(stems))
      await separateInto(join(folder, name), separator, (path) => writeStemSum(stems, path));
  }
}

/** The mixes of the five CC0 songs by HTDemucs, about five minutes on two cores; what an earlier call left in `folder` is kept. */
export async function separateCc0(music: string, folder: string): Promise<void> {
  const separator = htdemucsSeparator();
  try {
    await separateMixes(music, folder, separator);
  } finally {
    await separator.close();
  }
}

/**
 * Separates the mixes of the five CC0 songs and excerpts of the songs of known tempo with HTDemucs; what an earlier call left in
 * `folder` is kept (about ten minutes on two cores the first time). `music`: a folder with stems/ and songs/.
 */
export async function separateMusic(music: string, folder: string): Promise<void> {
  const separator = htdemucsSeparator();
  try {
    await separateMixes(music, folder, separator);
    for (const file of existsSync(join(music, 'songs')) ? await readdir(join(music, 'songs')) : []) {
      const { name } = parse(file);
      if (name in songTempi)
        await separateInto(join(folder, name), separator, (path) =>
          writeExcerpt(join(music, 'songs', file), path),
        );
    }
  } finally {
    await separator.close();
  }
}
