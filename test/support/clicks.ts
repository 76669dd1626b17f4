import type { Random } from '../../src/domain/random.js';

/** Short bursts of noise, 7 ms, that begin at the given seconds. */
export function clicks(
  times: readonly number[],
  seconds: number,
  random: Random,
  rate = 44_100,
): Float32Array {
  const out = new Float32Array(Math.round(seconds * rate));
  for (const time of times)
    for (let i = 0; i < 300; i++) {
      const at = Math.round(time * rate) + i;
      if (at >= 0 && at < out.length) out[at] += 0.8 * Math.exp(-i / 60) * (2 * random.next() - 1);
    }
  return out;
}

/** Centre of energy, in seconds, within ±50 ms of a time. */
export function centreNear(signal: Float32Array, time: number, rate = 44_100): number {
  let energy = 0;
  let moment = 0;
  for (
    let i = Math.max(0, Math.round((time - 0.05) * rate));
    i < (time + 0.05) * rate && i < signal.length;
    i++
  ) {
    energy += signal[i] ** 2;
    moment += signal[i] ** 2 * i;
  }
  return moment / energy / rate;
}
