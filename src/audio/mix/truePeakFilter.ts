/**
 * Interpolates fourfold: the order-48 filter of ITU-R BS.1770-4, annex 2, one row a phase. It reads up to 0.6 dB too much near half the
 * sample rate, and of real mixes up to 0.2 dB too little (densePeak).
 */
const phases = [
  [
    0.001708984375, 0.010986328125, -0.0196533203125, 0.033203125, -0.0594482421875, 0.1373291015625,
    0.97216796875, -0.102294921875, 0.047607421875, -0.026611328125, 0.014892578125, -0.00830078125,
  ],
  [
    -0.0291748046875, 0.029296875, -0.0517578125, 0.089111328125, -0.16650390625, 0.465087890625,
    0.77978515625, -0.2003173828125, 0.1015625, -0.0582275390625, 0.0330810546875, -0.0189208984375,
  ],
] as const;
const [outer, inner] = phases.map((row) => Float64Array.from(row));
export const truePeakTaps = 12;

/** No interpolated value passes the largest of the 12 samples times this (the larger sum of absolute coefficients). */
export const truePeakBound = Math.max(...phases.map((row) => row.reduce((sum, x) => sum + Math.abs(x), 0)));

/**
 * Largest absolute value interpolated between samples `at` and `at` + 1, from samples at − 5 … at + 6; those outside are zero.
 */
export function peakAfter(signal: Float32Array, at: number): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  const from = Math.max(0, at - 5);
  const to = Math.min(signal.length, at + 7);
  for (let i = from; i < to; i++) {
    const tap = at + 6 - i;
    const x = signal[i];
    a += outer[tap] * x;
    b += inner[tap] * x;
    c += inner[11 - tap] * x;
    d += outer[11 - tap] * x;
  }
  return Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
}
