import { mixdown } from '../../audio/mix/mixdown.js';
import { monoMix } from '../../audio/signal/monoMix.js';
import { sungFrames } from '../../audio/voice/sungFrames.js';
import { sungStretches } from '../../audio/voice/sungStretches.js';
import { roles, type Role } from '../../domain/role.js';
import type { Audio } from '../../domain/audio.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { MixJob, MixReport } from '../../ports/mixer.js';
import { createWav } from './createWav.js';
import { readWav } from './readWav.js';

const block = 1 << 18;

async function writeWav(path: string, { sampleRate, channels }: Audio): Promise<void> {
  const sink = await createWav(path, { sampleRate, channels: channels.length });
  try {
    for (let at = 0; at < channels[0].length; at += block)
      await sink.append(channels.map((channel) => channel.subarray(at, at + block)));
  } finally {
    await sink.close();
  }
}

/**
 * The work of a Mixer: reads the parts, mixes them down and writes the mix and the stems, all 32-bit float WAV. It computes for about
 * a second for a minute of three parts, so it belongs in a child process. Errors: those of mixdown and of reading.
 */
export async function mixFiles({ parts, muted, mix, stems, ...job }: MixJob): Promise<MixReport> {
  const channels: Partial<Record<Role, readonly Float32Array[]>> = {};
  let sampleRate = 0;
  for (const role of roles) {
    const path = parts[role];
    if (path === undefined) continue;
    const audio = await readWav(path);
    sampleRate = audio.sampleRate;
    channels[role] = audio.channels;
  }
  const sung = job.sung ?? listen(channels.vocal, sampleRate);
  const { ducked, edges } = job;
  const made = mixdown(channels, { sampleRate, muted, sung, ducked, ...(edges && { edges }) });
  await writeWav(mix, { sampleRate, channels: made.mix });
  for (const role of roles) {
    const [path, stem] = [stems[role], made.stems[role]];
    if (path !== undefined && stem) await writeWav(path, { sampleRate, channels: stem });
  }
  const { loudness, truePeak, limited, quieter, gains } = made;
  return { loudness, truePeak, limited, quieter, gains };
}

/** When a vocal part sings, by itself: clips of earlier versions do not tell. */
function listen(channels: readonly Float32Array[] | undefined, sampleRate: number): readonly Stretch[] {
  return channels ? sungStretches(sungFrames({ vocals: monoMix({ channels }) }, sampleRate), sampleRate) : [];
}
