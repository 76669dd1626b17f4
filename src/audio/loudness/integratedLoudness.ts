import type { Audio } from '../../domain/audio.js';
import type { Lufs } from '../../domain/units.js';
import { gatedLoudness } from './gatedLoudness.js';
import { kWeightedEnergies } from './kWeightedEnergies.js';

/**
 * Integrated loudness of mono or stereo audio of any sample rate (ITU-R BS.1770-4; the channels weigh the same). Blocks that pass the
 * gates are those that sound, so pauses do not lower it. Null for silence.
 */
export function integratedLoudness({ channels, sampleRate }: Audio): Lufs | null {
  const [first, ...others] = channels.map((channel) => kWeightedEnergies(channel, sampleRate));
  for (const energies of others) for (let i = 0; i < first.length; i++) first[i] += energies[i];
  return gatedLoudness(first, sampleRate);
}
