/**
 * Where in the bar the music changes: votes for each of `count` places. Every pulse is compared with the one a bar before;
 * a new pattern, entry or break starts a bar in which much differs, and it mostly starts on a downbeat. `channels`:
 * strengths at successive pulses, each [pulses].
 */
export function downbeatChange(channels: readonly Float32Array[], count: number): Float64Array {
  const pulses = channels[0]?.length ?? 0;
  const votes = new Float64Array(count);
  if (pulses < 4 * count) return votes;
  const sums = new Float64Array(pulses + 1);
  for (let i = 0; i < pulses; i++) {
    let differs = 0;
    if (i >= count) for (const x of channels) differs += Math.abs(x[i] - x[i - count]);
    sums[i + 1] = sums[i] + differs;
  }
  const mean = sums[pulses] / (pulses - count);
  const first = count + Math.floor(count / 2);
  const rise = Float64Array.from({ length: pulses }, (_, i) => {
    if (i < first || i + count > pulses) return 0;
    const back = Math.min(count, i - count);
    return (sums[i + count] - sums[i]) / count - (sums[i] - sums[i - back]) / back;
  });
  for (let i = first; i + count <= pulses; i++) {
    const near = rise.subarray(Math.max(0, i - count / 2), i + count / 2 + 1);
    if (rise[i] > 0 && rise[i] >= Math.max(...near) && mean > 0) votes[i % count] += (rise[i] / mean) ** 2;
  }
  return votes;
}
