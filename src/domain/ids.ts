import { createHash } from 'node:crypto';
import type { Semitones } from './units.js';

const digest = (parts: readonly (string | number)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);

/** A clip is named by its track, the features version and its region's ordinal, so doing the work twice makes one clip. */
export const clipIdOf = (trackId: string, featuresVersion: string, ordinal: number): string =>
  digest(['clip', trackId, featuresVersion, ordinal]);

/** A region of a track is named by its place and by what separated it. */
export const regionIdOf = (start: number, duration: number, separator: string): string =>
  digest(['region', start, duration, separator]).slice(0, 8);

/** A sample is named by its seed, its condition and its ordinal. */
export const sampleIdOf = (seedClipId: string, condition: string, ordinal: number): string =>
  digest(['sample', seedClipId, condition, ordinal]);

/** A mashup is named by its seed, its parts and the shift of the harmonic one: by what sounds, whatever scored it. */
export const mashupIdOf = (seedClipId: string, clipIds: readonly string[], shift: Semitones): string =>
  digest(['mashup', seedClipId, ...clipIds, shift]);

/** A track is named by its audio: the hashes of its files, with their names. */
export const trackIdOf = (hashes: readonly string[]): string => digest(['track', ...hashes]);
