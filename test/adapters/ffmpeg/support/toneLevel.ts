/** Level of a tone in decibels relative to a sine of full scale. */
export function toneLevel(signal: Float32Array, frequency: number): number {
  let re = 0;
  let im = 0;
  const from = 4410;
  const count = 44_100;
  for (let i = from; i < from + count; i++) {
    re += signal[i] * Math.cos((2 * Math.PI * frequency * i) / 44_100);
    im += signal[i] * Math.sin((2 * Math.PI * frequency * i) / 44_100);
  }
  return 20 * Math.log10((2 * Math.hypot(re, im)) / count + 1e-12);
}
