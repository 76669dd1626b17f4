import type { Decibels } from '../../domain/units.js';

/**
 * How loud the parts are against each other: differences of loudness over their sounding parts.
 *
 * vocalOverAccompaniment: popular music has kept its lead vocal about 1 dB above the accompaniment since 1975 (Gerdes & Siedenburg,
 * JASA Express Letters 3, 043201, 2023: chart songs of 1946–2020). percussionOverHarmonic: ours; no source was found, and the five
 * songs at hand lie anywhere in −10.6 … +8.5, median +1.6.
 */
export const roleBalance: {
  readonly vocalOverAccompaniment: Decibels;
  readonly percussionOverHarmonic: Decibels;
} = { vocalOverAccompaniment: 1, percussionOverHarmonic: 0 };
