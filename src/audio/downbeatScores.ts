import type { Meter } from '../domain/grid.js';
import { downbeatProfile } from './downbeatProfile.js';
import { downbeatTemplate } from './downbeatTemplates.js';
import type { OnsetChannels } from './onsetChannels.js';

/** Log chance of an observed pattern (0 … 1 a place) when the bar starts at place `shift`. */
function logChance(observed: Float64Array, chance: readonly number[], shift: number): number {
  let sum = 0;
  for (let i = 0; i < chance.length; i++) {
    const x = observed[(i + shift) % chance.length];
    sum += x * Math.log(chance[i]) + (1 - x) * Math.log(1 - chance[i]);
  }
  return sum;
}

/**
 * How well the region fits a bar that starts at each place: [meter · parts] log chances, from where kick, snare, bass and
 * the rest sound (as independent draws at each place). `at`: frames of successive pulses, `parts` a beat.
 */
export function downbeatScores(
  onsets: OnsetChannels,
  at: Float64Array,
  bar: { readonly meter: Meter; readonly parts: 3 | 4 },
): Float64Array {
  const places = bar.meter * bar.parts;
  const template = downbeatTemplate(bar.meter, bar.parts);
  const of = (strength: Float32Array): Float64Array => downbeatProfile(strength, at, places);
  const { channels } = onsets;
  const kick = of(channels.kick);
  // A kick clicks in the snare's band too; what it explains is no snare.
  const rest = of(channels.snare).map((value, i) => Math.max(0, value - 0.7 * kick[i]));
  const loudest = Math.max(...rest, 0.05);
  const snare = rest.map((value) => value / loudest);
  const bass = of(channels.bass);
  const other = of(channels.other);
  const vocals = of(channels.vocals);
  return Float64Array.from({ length: places }, (_, shift) => {
    const backbeats = template.snare.map(({ chance, cost }) => logChance(snare, chance, shift) - cost);
    return (
      logChance(kick, template.kick, shift) +
      Math.max(...backbeats) +
      0.8 * logChance(bass, template.bass, shift) +
      0.3 * logChance(other, template.bass, shift) +
      0.15 * logChance(vocals, template.bass, shift)
    );
  });
}
