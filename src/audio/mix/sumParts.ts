export interface WeightedPart {
  readonly channels: readonly Float32Array[];
  /** Linear. */
  readonly gain: number;
}

/** Sum of parts of equal shape, each times its gain, in new arrays (or in `out`). At least one part. */
export function sumParts(
  parts: readonly WeightedPart[],
  out?: readonly Float32Array[],
): readonly Float32Array[] {
  return parts[0].channels.map((first, c) => {
    const sum = out === undefined ? new Float32Array(first.length) : out[c].fill(0);
    for (const { channels, gain } of parts) {
      const channel = channels[c];
      for (let i = 0; i < sum.length; i++) sum[i] += gain * channel[i];
    }
    return sum;
  });
}
