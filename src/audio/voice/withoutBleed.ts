import type { MovingEnergy } from './movingEnergy.js';

/** Share of the frames of a band in which the accompaniment strikes hardest: drums, mostly. */
const strokes = 0.06;
/** Of their ratios the one that a third lie under: at most strokes no voice begins. */
const quantile = 0.35;
/** A little more is taken away than was measured: filters smear and reverberate. */
const excess = 3;

/** How a band's power in the voice's stem rises with the accompaniment's at its strokes, as a ratio. */
function bleedOf(voice: MovingEnergy, rest: MovingEnergy, band: number): number {
  const { frames, bands } = voice;
  const rise = ({ moving }: MovingEnergy, t: number): number =>
    moving[t * bands + band] - moving[(t - 2) * bands + band];
  const rises = Array.from({ length: Math.max(0, frames - 2) }, (_, i) => i + 2)
    .map((t) => ({ t, by: rise(rest, t) }))
    .filter(({ by }) => by > 0)
    .sort((a, b) => b.by - a.by)
    .slice(0, Math.max(8, Math.floor(strokes * frames)));
  const ratios = rises.map(({ t, by }) => Math.max(0, rise(voice, t)) / by).sort((a, b) => a - b);
  return ratios.at(Math.floor(quantile * ratios.length)) ?? 0;
}

/**
 * The moving power of a voice's stem, [frames, bands], less what the other stems of the same bars bleed into it: as much in each band as
 * most of their strokes show. Both have the same frames and bands.
 */
export function withoutBleed(voice: MovingEnergy, rest: MovingEnergy): Float32Array {
  const { frames, bands } = voice;
  const out = new Float32Array(voice.moving);
  for (let band = 0; band < bands; band++) {
    const bleed = excess * bleedOf(voice, rest, band);
    const heard = (t: number): number => rest.moving[Math.max(0, Math.min(frames - 1, t)) * bands + band];
    for (let t = 0; t < frames; t++)
      out[t * bands + band] = Math.max(
        0,
        out[t * bands + band] - bleed * Math.max(heard(t - 1), heard(t), heard(t + 1)),
      );
  }
  return out;
}
