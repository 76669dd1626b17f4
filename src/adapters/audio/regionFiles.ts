import { monoMix } from '../../audio/signal/monoMix.js';
import type { Audio } from '../../domain/audio.js';
import type { Role, StemName } from '../../domain/role.js';
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
}

/** The stems as roles: vocal, harmonic (bass + other), percussion. */
export function rolesOf({ vocals, drums, bass, other }: Stems): Partial<Record<Role, RolePart>> {
  const harmonic = bass && other ? sum(other, bass) : (other ?? bass);
  const part = (audio: Audio): RolePart => ({ audio, mono: monoMix(audio) });
  return {
    ...(vocals && { vocal: part(vocals) }),
    ...(harmonic && { harmonic: part(harmonic) }),
    ...(drums && { percussion: part(drums) }),
  };
}
