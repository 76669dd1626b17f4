import { floatsOf, type NetworkValue } from '../network/sessionValues.js';

/** Less is 0 in 32 bits, or soon will be. */
const smallest = 1e-37;

/** Log-odds of *good* from posteriors of bad and good, [n, 1, 1, 2]. */
export function logOdds(posteriors: NetworkValue): Float32Array {
  const values = floatsOf(posteriors);
  return Float32Array.from({ length: values.length / 2 }, (_, i) => {
    const [bad, good] = [values[2 * i], values[2 * i + 1]];
    return Math.log(Math.max(good, smallest)) - Math.log(Math.max(bad, smallest));
  });
}
