/**
 * Mean onset strength at each of `positions` places of a bar, the strongest 1 and the quiet quarter 0; [positions].
 * `at`: frames of successive pulses, the first one at place 0. A pulse takes the strongest of the five nearest frames.
 */
export function downbeatProfile(strength: Float32Array, at: Float64Array, positions: number): Float64Array {
  const sum = new Float64Array(positions);
  const count = new Float64Array(positions);
  for (let i = 0; i < at.length; i++) {
    const centre = Math.round(at[i]);
    let most = 0;
    for (let t = Math.max(0, centre - 2); t <= Math.min(strength.length - 1, centre + 2); t++) {
      if (strength[t] > most) most = strength[t];
    }
    sum[i % positions] += most;
    count[i % positions]++;
  }
  const mean = sum.map((value, i) => (count[i] > 0 ? value / count[i] : 0));
  const quiet = [...mean].sort((a, b) => a - b)[Math.floor(positions / 4)];
  const loud = Math.max(...mean);
  // A channel that hardly sounds says nothing: its profile stays flat.
  const range = Math.max(loud - quiet, 0.05);
  return mean.map((value) => Math.max(0, value - quiet) / range);
}
