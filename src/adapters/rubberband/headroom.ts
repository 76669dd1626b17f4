import type { Audio } from '../../domain/audio.js';

/** The power of two by which audio is divided so that no sample passes 0.25: floats lose nothing by it, and it is undone exactly. */
export function headroom({ channels }: Audio): number {
  let peak = 0;
  for (const channel of channels) for (const x of channel) peak = Math.max(peak, Math.abs(x));
  return peak <= 0.25 ? 1 : 2 ** Math.ceil(Math.log2(peak / 0.25));
}
