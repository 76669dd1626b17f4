import { join } from 'node:path';
import { monoMix } from '../../audio/monoMix.js';
import type { Audio } from '../../domain/audio.js';
import type { Role, StemName } from '../../domain/role.js';
import { createWav } from '../files/createWav.js';
import { readWav } from '../files/readWav.js';

type Stems = Readonly<Partial<Record<StemName, Audio>>>;

/** Reads the stems of a region. */
export async function readStems(files: Readonly<Partial<Record<StemName, string>>>): Promise<Stems> {
  const read = Object.entries(files).map(async ([name, path]) => [name, await readWav(path)] as const);
  return Object.fromEntries(await Promise.all(read));
}

function sum(a: Audio, b: Audio): Audio {
  const channels = a.channels.map((channel, c) => {
    const other = b.channels[Math.min(c, b.channels.length - 1)];
    return channel.map((x, i) => x + (other[i] ?? 0));
  });
  return { sampleRate: a.sampleRate, channels };
}

export interface RolePart {
  readonly audio: Audio;
  readonly mono: Float32Array;
  readonly path: string;
}

/** The stems as roles: vocal, harmonic (bass + other, written to `outputDir` where both are there), percussion. */
export async function rolesOf(
  stems: Stems,
  files: Readonly<Partial<Record<StemName, string>>>,
  outputDir: string,
): Promise<Partial<Record<Role, RolePart>>> {
  const one = (name: StemName): RolePart | undefined => {
    const [audio, path] = [stems[name], files[name]];
    return audio && path !== undefined ? { audio, mono: monoMix(audio), path } : undefined;
  };
  const [vocal, percussion] = [one('vocals'), one('drums')];
  const { bass, other } = stems;
  const harmonic =
    bass && other
      ? await written(sum(other, bass), join(outputDir, 'harmonic.wav'))
      : (one('other') ?? one('bass'));
  return { ...(vocal && { vocal }), ...(harmonic && { harmonic }), ...(percussion && { percussion }) };
}

async function written(audio: Audio, path: string): Promise<RolePart> {
  const sink = await createWav(path, { sampleRate: audio.sampleRate, channels: audio.channels.length });
  await sink.append(audio.channels);
  await sink.close();
  return { audio, mono: monoMix(audio), path };
}
