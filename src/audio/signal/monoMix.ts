import type { Audio } from '../../domain/audio.js';

/** Mean of the channels. */
export function monoMix({ channels }: Pick<Audio, 'channels'>): Float32Array {
  if (channels.length === 1) return channels[0];
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const channel of channels)
    for (let i = 0; i < mono.length; i++) mono[i] += channel[i] / channels.length;
  return mono;
}
