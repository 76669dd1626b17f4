import type { Role } from '../../domain/role.js';
import { amplitude } from '../loudness/amplitude.js';
import { roleBalance } from '../mix/roleBalance.js';

const { vocalOverAccompaniment, percussionOverHarmonic } = roleBalance;

/**
 * Linear gains that the renderer's balance comes to for parts at feature level (all equally loud), up to one common factor: for mixMel,
 * where nothing is rendered. Both parts of the accompaniment are taken to be independent, so their powers add.
 */
export const nominalMixGains: Readonly<Record<Role, number>> = {
  harmonic: 1,
  percussion: amplitude(percussionOverHarmonic),
  vocal: amplitude(vocalOverAccompaniment) * Math.sqrt(1 + amplitude(percussionOverHarmonic) ** 2),
};
