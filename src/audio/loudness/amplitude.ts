import type { Decibels } from '../../domain/units.js';

/** Linear gain of decibels. */
export const amplitude = (decibels: Decibels): number => 10 ** (decibels / 20);
