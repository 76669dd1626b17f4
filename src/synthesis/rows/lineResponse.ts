import { semitoneFilters, windowSize } from '../../audio/semitones/semitoneFilters.js';
import { frequencyOf, lowestSemitone, semitones } from '../../audio/semitones/semitoneGrid.js';
import { sampleRate } from '../../domain/audio.js';

/** What a pure tone of amplitude 1 gives the semitones near it, from `first` on: shares of its power. */
export interface LineResponse {
  readonly first: number;
  readonly power: Float32Array;
}

/** Steps of a semitone at which it is known. */
const steps = 8;
const [lowest, highest] = [lowestSemitone - 2, lowestSemitone + semitones + 1];
/** Less is left out. */
const least = 1e-4;

/** The spectrum of a Hann window at `bins` from a tone, 1 at 0. */
function lobe(bins: number): number {
  const x = Math.abs(bins);
  if (x < 1e-6) return 1;
  if (Math.abs(x - 1) < 1e-6) return 0.5;
  return Math.sin(Math.PI * x) / (Math.PI * x * (1 - x * x));
}

function responseAt(pitch: number): LineResponse {
  const place = (frequencyOf(pitch) * windowSize) / sampleRate;
  const all = filters.map(({ first, weights }) => {
    let sum = 0;
    for (let k = 0; k < weights.length; k += 1) {
      const away = first + k - place;
      if (Math.abs(away) < 4) sum += weights[k] * lobe(away) ** 2;
    }
    return sum;
  });
  const heard = all.flatMap((power, i) => (power > least ? [i] : []));
  const [first, last] = [heard.at(0) ?? 0, heard.at(-1) ?? -1];
  return { first, power: Float32Array.from(all.slice(first, last + 1)) };
}

const filters = semitoneFilters();
const table = Array.from({ length: (highest - lowest) * steps + 1 }, (_, i) =>
  responseAt(lowest + i / steps),
);

/** As semitoneRows would hear it: with the same window and filters. Undefined far outside the range. */
export const lineResponse = (pitch: number): LineResponse | undefined =>
  table.at(Math.round((pitch - lowest) * steps)) && pitch >= lowest && pitch <= highest
    ? table[Math.round((pitch - lowest) * steps)]
    : undefined;
