import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ffmpegDecoder } from '../src/adapters/ffmpeg/ffmpegDecoder.js';
import type { StemName } from '../src/domain/role.js';
import { cc0Stems } from './cc0Songs.js';

export interface StemWavs {
  /** A directory of one's own, removed at the end. */
  readonly folder: string;
  /** The WAV file (44.1 kHz, float, stereo) of a CC0 stem, decoded when first asked for. */
  wav(song: string, stem: StemName): Promise<string>;
  close(): Promise<void>;
}

/** Decodes CC0 stems of a folder of music (default: ../shared/music) into a temporary directory; undefined where there are none. */
export async function stemWavs(music?: string): Promise<StemWavs | undefined> {
  const source = cc0Stems(music);
  if (source === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  const decoder = ffmpegDecoder();
  const done = new Map<string, Promise<string>>();
  const decode = async (song: string, stem: StemName): Promise<string> => {
    const output = join(folder, `${song}-${stem}.wav`);
    await decoder.decode({ uri: join(source, song, `${stem}.ogg`), output, maxDuration: 600 });
    return output;
  };
  return {
    folder,
    wav(song, stem) {
      const key = `${song}/${stem}`;
      const wav = done.get(key) ?? decode(song, stem);
      done.set(key, wav);
      return wav;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
