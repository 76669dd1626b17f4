import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mixStems, goldenStems } from '../../test/support/stemSongs.js';

/** Whole songs as bytes, by the ending of their format. */
export type SoundSources = ReadonlyMap<string, Buffer>;

const encoders: Readonly<Record<string, readonly string[]>> = {
  mp3: ['-c:a', 'libmp3lame', '-b:a', '128k'],
  m4a: ['-c:a', 'aac'],
  aac: ['-c:a', 'aac'],
  flac: ['-c:a', 'flac'],
  ogg: ['-c:a', 'libvorbis'],
  opus: ['-c:a', 'libopus'],
  wav: ['-c:a', 'pcm_s16le'],
  aiff: ['-c:a', 'pcm_s16be'],
  mp4: ['-c:a', 'aac'],
  mkv: ['-c:a', 'libvorbis'],
  mov: ['-c:a', 'alac'],
  webm: ['-c:a', 'libopus'],
  avi: ['-c:a', 'libmp3lame'],
};

/** Endings of the formats. */
export const formats: readonly string[] = Object.keys(encoders);

/** So long: decoded and looked at, but too short for eight bars, so that most need not be separated. */
const seconds = 6;
const tags = ['-metadata', 'title=A title', '-metadata', 'artist=An artist'];

/** Makes a short mixed song in every format, unless they are there, and reads them. */
export function soundSources(folder: string): SoundSources {
  mkdirSync(folder, { recursive: true });
  const mix = join(folder, 'mix.wav');
  if (!existsSync(mix)) mixStems(goldenStems, mix, { start: 4, seconds });
  return new Map(
    formats.map((format) => {
      const path = join(folder, `song.${format}`);
      if (!existsSync(path))
        execFileSync('ffmpeg', [
          '-v',
          'error',
          '-nostdin',
          '-y',
          '-i',
          mix,
          ...tags,
          ...encoders[format],
          path,
        ]);
      return [format, readFileSync(path)];
    }),
  );
}
