import { keyProfiles, type KeyProfile } from './keyProfiles.js';

/** Correlation of a chroma seen from `tonic` with a profile. */
function correlation(chroma: Float64Array, profile: readonly number[], tonic: number): number {
  let meanA = 0;
  let meanB = 0;
  for (let i = 0; i < 12; i++) {
    meanA += chroma[i] / 12;
    meanB += profile[i] / 12;
  }
  let cross = 0;
  let a2 = 0;
  let b2 = 0;
  for (let i = 0; i < 12; i++) {
    const a = chroma[(i + tonic) % 12] - meanA;
    const b = profile[i] - meanB;
    cross += a * b;
    a2 += a * a;
    b2 += b * b;
  }
  return a2 > 0 ? cross / Math.sqrt(a2 * b2) : 0;
}

/** Mean correlation of a chroma [12] with all key profiles: [24], major keys from C, then minor keys. */
export function keyScores(chroma: Float64Array): Float64Array {
  const profiles: readonly KeyProfile[] = Object.values(keyProfiles);
  return Float64Array.from({ length: 24 }, (_, key) => {
    const mode = key < 12 ? 'major' : 'minor';
    const sum = profiles.reduce((total, profile) => total + correlation(chroma, profile[mode], key % 12), 0);
    return sum / profiles.length;
  });
}
