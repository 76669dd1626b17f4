import type { Meter } from '../../domain/music/grid.js';
import { downbeatChange } from './downbeatChange.js';
import { downbeatProfile, type DownbeatProfile } from './downbeatProfile.js';
import { downbeatTemplate } from './downbeatTemplates.js';
import { onsetAtPulses } from '../onsets/onsetAtPulses.js';
import type { OnsetChannels } from '../onsets/onsetChannels.js';

/** What each part's log chance counts: the bass moves with the harmony, the voice starts where it likes. */
const weights = { kick: 1, snare: 0.8, bass: 1.6, other: 0.4, vocals: 0.2, change: 0.5 } as const;
/** A pattern of this range (nepers of onset strength) counts in full, a weaker one in proportion. */
const fullRange = 0.4;

/** Log chance of an observed pattern (0 … 1 a place) when the bar starts at place `shift`. */
function logChance(observed: Float64Array, chance: readonly number[], shift: number): number {
  let sum = 0;
  for (let i = 0; i < chance.length; i++) {
    const x = observed[(i + shift) % chance.length];
    sum += x * Math.log(chance[i]) + (1 - x) * Math.log(1 - chance[i]);
  }
  return sum;
}

const presence = (profile: DownbeatProfile): number => Math.min(1, profile.range / fullRange);

/** A kick clicks in the snare's band too; what it explains is no snare. */
function withoutKick(snare: DownbeatProfile, kick: DownbeatProfile): DownbeatProfile {
  const rest = snare.places.map((value, i) => Math.max(0, value - kick.places[i]));
  const loudest = Math.max(...rest, 0.05);
  return { places: rest.map((value) => value / loudest), range: snare.range * Math.min(1, 2 * loudest) };
}

/**
 * How well the region fits a bar that starts at each place: [meter · parts] log chances, from where kick, snare, bass and
 * the rest sound (as independent draws at each place) and where the music changes. `at`: frames of successive pulses,
 * `parts` a beat.
 */
export function downbeatScores(
  onsets: OnsetChannels,
  at: Float64Array,
  bar: { readonly meter: Meter; readonly parts: 3 | 4 },
): Float64Array {
  const count = bar.meter * bar.parts;
  const template = downbeatTemplate(bar.meter, bar.parts);
  const { channels } = onsets;
  const struck = [channels.kick, channels.snare, channels.hat, channels.bass, channels.other].map((x) =>
    onsetAtPulses(x, at),
  );
  const kick = downbeatProfile(struck[0], count);
  const snare = withoutKick(downbeatProfile(struck[1], count), kick);
  const bass = downbeatProfile(struck[3], count);
  const other = downbeatProfile(struck[4], count);
  const vocals = downbeatProfile(onsetAtPulses(channels.vocals, at), count);
  const change = downbeatChange(struck, count);
  return Float64Array.from({ length: count }, (_, shift) => {
    const backbeats = template.snare.map(({ chance, cost }) => logChance(snare.places, chance, shift) - cost);
    return (
      weights.kick * presence(kick) * logChance(kick.places, template.kick, shift) +
      weights.snare * presence(snare) * Math.max(...backbeats) +
      weights.bass * presence(bass) * logChance(bass.places, template.bass, shift) +
      weights.other * presence(other) * logChance(other.places, template.bass, shift) +
      weights.vocals * logChance(vocals.places, template.bass, shift) +
      weights.change * Math.min(6, change[shift])
    );
  });
}
