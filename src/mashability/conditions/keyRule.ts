import type { Key } from '../../domain/key.js';
import { keyShift } from '../../domain/keyShift.js';

/** May a candidate be shifted to the seed's key? At most 3 semitones either way, through the relative major. */
export const keyRule = (seed: Key, candidate: Key): boolean => Math.abs(keyShift(candidate, seed)) <= 3;
