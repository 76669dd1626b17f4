/**
 * The largest absolute sample of each of `count` equally long stretches, over all channels: [count], linear, 1 is full scale. A stretch
 * without samples is 0.
 */
export function waveformPeaks(channels: readonly Float32Array[], count: number): Float32Array {
  const peaks = new Float32Array(count);
  for (const channel of channels)
    for (let k = 0; k < count; k++) {
      const end = Math.floor(((k + 1) * channel.length) / count);
      for (let i = Math.floor((k * channel.length) / count); i < end; i++)
        peaks[k] = Math.max(peaks[k], Math.abs(channel[i]));
    }
  return peaks;
}
