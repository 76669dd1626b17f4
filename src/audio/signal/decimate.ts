/** Low-pass (Hann-windowed sinc, −6 dB at 0.9 of the new Nyquist) and keep every `factor`th sample; no delay. */
export function decimate(signal: Float32Array, factor: number): Float32Array {
  if (factor === 1) return signal;
  const half = 8 * factor;
  const taps = new Float64Array(2 * half + 1);
  let sum = 0;
  for (let i = -half; i <= half; i++) {
    const x = (Math.PI * 0.9 * i) / factor;
    const value = (i === 0 ? 1 : Math.sin(x) / x) * (0.5 + 0.5 * Math.cos((Math.PI * i) / (half + 1)));
    taps[i + half] = value;
    sum += value;
  }
  const out = new Float32Array(Math.ceil(signal.length / factor));
  for (let n = 0; n < out.length; n++) {
    const first = n * factor - half;
    const from = Math.max(0, -first);
    const to = Math.min(taps.length, signal.length - first);
    let y = 0;
    for (let i = from; i < to; i++) y += taps[i] * signal[first + i];
    out[n] = y / sum;
  }
  return out;
}
