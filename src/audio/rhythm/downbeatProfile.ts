export interface DownbeatProfile {
  /** Strength at each place of a bar, the loudest 1 and the quiet quarter 0. */
  readonly places: Float64Array;
  /** Loudest less quiet, in the unit of the strengths: how much the pattern is worth. */
  readonly range: number;
}

/** Mean pattern of one bar of `count` places from strengths at successive pulses, the first one at place 0. */
export function downbeatProfile(strengths: Float32Array, count: number): DownbeatProfile {
  const sum = new Float64Array(count);
  const seen = new Float64Array(count);
  for (let i = 0; i < strengths.length; i++) {
    sum[i % count] += strengths[i];
    seen[i % count]++;
  }
  const mean = sum.map((value, i) => (seen[i] > 0 ? value / seen[i] : 0));
  const quiet = [...mean].sort((a, b) => a - b)[Math.floor(count / 4)];
  const range = Math.max(...mean) - quiet;
  return { places: mean.map((value) => Math.max(0, value - quiet) / Math.max(range, 0.05)), range };
}
