import type { Role } from '../../domain/role.js';
import type { Stretch } from '../../domain/music/stretch.js';
import type { Decibels, Hertz, Lufs } from '../../domain/units.js';
import { amplitude } from '../loudness/amplitude.js';
import { integratedLoudness } from '../loudness/integratedLoudness.js';
import { loudnessWithin } from '../loudness/loudnessWithin.js';
import { roleBalance } from './roleBalance.js';
import { sumParts } from './sumParts.js';

/** Channels of each role, all of one shape. */
export type Parts = Readonly<Partial<Record<Role, readonly Float32Array[]>>>;

const reference: Lufs = -23;

/**
 * Gains that bring parts into balance (roleBalance): percussion against harmonic by their own loudness, the vocal against the sum of
 * both. Of the vocal its sung stretches count, where they are known. Parts come to about −23 LUFS; a silent one gets 0 dB.
 */
export function balanceGains(
  parts: Parts,
  sampleRate: Hertz,
  sung: readonly Stretch[] = [],
): Partial<Record<Role, Decibels>> {
  const loudness = (channels: readonly Float32Array[]) => integratedLoudness({ sampleRate, channels });
  const gainTo = (
    target: Lufs,
    channels: readonly Float32Array[],
    within: readonly Stretch[] = [],
  ): Decibels => {
    const sungLoudness = within.length > 0 ? loudnessWithin({ sampleRate, channels }, within) : null;
    return target - (sungLoudness ?? loudness(channels) ?? target);
  };
  const gains: Partial<Record<Role, Decibels>> = {};
  const { vocal, harmonic, percussion } = parts;
  if (harmonic) gains.harmonic = gainTo(reference, harmonic);
  if (percussion) gains.percussion = gainTo(reference + roleBalance.percussionOverHarmonic, percussion);
  if (!vocal) return gains;
  const accompaniment = (['harmonic', 'percussion'] as const).flatMap((role) => {
    const channels = parts[role];
    return channels ? [{ channels, gain: amplitude(gains[role] ?? 0) }] : [];
  });
  const beneath = accompaniment.length === 0 ? null : loudness(sumParts(accompaniment));
  const target = beneath === null ? reference : beneath + roleBalance.vocalOverAccompaniment;
  gains.vocal = gainTo(target, vocal, sung);
  return gains;
}
