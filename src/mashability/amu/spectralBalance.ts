import { flatness } from './flatness.js';
import { offsetsOf } from './offsetsOf.js';
import type { PreparedStem } from '../features/prepareStem.js';

/**
 * Spectral balance M_L(k) (Davies et al. 2014): flatness of the band loudness of base and window together, mean over beats;
 * [offsets].
 */
export function spectralBalance(base: PreparedStem, candidate: PreparedStem): Float64Array {
  const beats = base.beats;
  const total = base.bands.map((band) => band(0, beats));
  const [low, middle, high] = candidate.bands;
  return new Float64Array(offsetsOf(base, candidate)).map((_, k) =>
    flatness(total[0] + low(k, beats), total[1] + middle(k, beats), total[2] + high(k, beats)),
  );
}
