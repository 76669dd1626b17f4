import type { Seconds } from '../../domain/units.js';

/** However large a file is, nothing works on it longer, unless a longer limit was asked for. */
const longest: Seconds = 1800;

/** The time limit of a run that may take `more` than a short one, as much as there is to do. */
export const timeLimit = (short: Seconds, more: Seconds): Seconds =>
  Math.max(short, Math.min(short + more, longest));
