import { frequencyOf } from '../../audio/semitones/semitoneGrid.js';
import { sampleRate } from '../../domain/audio.js';
import type { Contours } from './contours.js';
import type { Singer } from './singer.js';
import { step } from './step.js';
import { openness } from './vocalTract.js';

/** Partials above are left out. */
const [most, highest] = [80, 14_000];

/**
 * The tone of a voice: pulses of the vocal folds through the vocal tract, as a sum of partials, so that nothing folds back and the pitch is what the contour says. [length]
 */
export function voicedTone(contours: Contours, { slope, ring }: Singer, length: number): Float32Array {
  const out = new Float32Array(length);
  let [phase, before] = [0, partialsAt(contours, 0, { slope, ring })];
  for (let point = 0; point * step < length; point += 1) {
    const after = partialsAt(contours, point + 1, { slope, ring });
    if (before.gain > 0 || after.gain > 0) phase = addPoint(out, point * step, { before, after, phase });
    else phase = 0;
    before = after;
  }
  return out;
}

interface Partials {
  readonly gain: number;
  /** Radians a sample. */
  readonly speed: number;
  readonly amplitudes: Float64Array;
}

const silent = new Float64Array(most);

function partialsAt(
  { pitch, gain, formants }: Contours,
  point: number,
  { slope, ring }: Pick<Singer, 'slope' | 'ring'>,
): Partials {
  const i = Math.min(point, pitch.length - 1);
  const frequency = frequencyOf(pitch[i]);
  const speed = (2 * Math.PI * frequency) / sampleRate;
  if (gain[i] < 1e-4) return { gain: 0, speed, amplitudes: silent };
  const tract = { formants: formants.map((formant) => formant[i]), ring };
  const amplitudes = new Float64Array(most);
  const count = Math.min(most, Math.floor(highest / frequency));
  for (let k = 1; k <= count; k += 1)
    amplitudes[k - 1] = gain[i] * k ** -slope * openness(tract, k * frequency, frequency);
  return { gain: gain[i], speed, amplitudes };
}

interface Span {
  readonly before: Partials;
  readonly after: Partials;
  readonly phase: number;
}

/** Adds what sounds from one point to the next, all partials by one recurrence: sin kφ = 2 cos φ sin (k−1)φ − sin (k−2)φ. Returns the phase after it. */
function addPoint(out: Float32Array, at: number, { before, after, phase }: Span): number {
  const [a, b] = [before.amplitudes, after.amplitudes];
  const count = Math.max(lastOf(a), lastOf(b));
  let angle = phase;
  for (let i = 0; i < step; i += 1) {
    const share = i / step;
    angle += before.speed + share * (after.speed - before.speed);
    if (at + i >= out.length) break;
    let [older, sine] = [0, Math.sin(angle)];
    const turn = 2 * Math.cos(angle);
    let sum = 0;
    for (let k = 0; k < count; k += 1) {
      sum += (a[k] + share * (b[k] - a[k])) * sine;
      [older, sine] = [sine, turn * sine - older];
    }
    out[at + i] = sum;
  }
  return angle % (2 * Math.PI);
}

function lastOf(amplitudes: Float64Array): number {
  let count = amplitudes.length;
  while (count > 0 && amplitudes[count - 1] === 0) count -= 1;
  return count;
}
