/** Spectrograms of one shape as channels of one: [frames, bands] each → [frames, bands, channels]. One stays as it is. */
export function interleaved(channels: readonly Uint8Array[]): Uint8Array {
  if (channels.length === 1) return channels[0];
  const out = new Uint8Array(channels.length * channels[0].length);
  for (const [channel, values] of channels.entries())
    for (let i = 0; i < values.length; i += 1) out[i * channels.length + channel] = values[i];
  return out;
}
