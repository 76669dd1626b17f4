import type { Decibels, Lufs } from '../../domain/units.js';

/** What a mix is brought to: integrated loudness, highest true peak, and how much its peaks may be limited for that. */
export const mixTarget: {
  readonly loudness: Lufs;
  readonly truePeak: Decibels;
  readonly limiting: Decibels;
} = {
  loudness: -14,
  truePeak: -1,
  limiting: 3,
};
