import type { Bpm } from '../../domain/units.js';

/** 10⁹ · ln of a tempo, as a whole number: exact to compare and to sort by in every store (the order of Catalogue.queryClips). */
export const logTempo = (bpm: Bpm): number => Math.round(Math.log(bpm) * 1e9);
