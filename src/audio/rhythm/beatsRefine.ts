import type { Seconds } from '../../domain/units.js';
import type { OnsetAttack } from '../onsets/onsetAttack.js';

export interface ExpectedAttack {
  readonly time: Seconds;
  /** How surely something is struck there. */
  readonly weight: number;
}

/** What to add to every time: `start` at the first, `end` at the last, on a line between. */
export interface BeatsShift {
  readonly start: Seconds;
  readonly end: Seconds;
  /** How well the attacks agree with the times moved so; comparable for the same weights only. */
  readonly agreement: number;
}

/** Times are moved by up to this much. */
const reach: Seconds = 0.045;
const coarse: Seconds = 0.003;
const fine: Seconds = 0.0005;
/** An attack shows this much before it begins (measured on clicks of several shapes). */
const early: Seconds = 0.002;

/** Attack strength at a time, averaged over about ±3 ms so that a comb of it is smooth. */
function smoothed(attack: OnsetAttack): Float32Array {
  const x = attack.strength;
  return x.map((value, t) => 0.5 * value + 0.25 * ((x[t - 1] ?? 0) + (x[t + 1] ?? 0)));
}

function agreementOf(
  curve: Float32Array,
  rate: number,
  expected: readonly ExpectedAttack[],
  shift: Pick<BeatsShift, 'start' | 'end'>,
): number {
  const first = expected[0].time;
  const span = expected[expected.length - 1].time - first;
  let sum = 0;
  for (const { time, weight } of expected) {
    const moved = time + shift.start + ((time - first) / span) * (shift.end - shift.start) - early;
    const x = moved * rate;
    const t = Math.floor(x);
    if (t < 0 || t + 1 >= curve.length) continue;
    sum += weight * (curve[t] + (x - t) * (curve[t + 1] - curve[t]));
  }
  // Without attacks to go by the pulse found before is the better guess.
  const doubt = (shift.start / 0.06) ** 2 + (shift.end / 0.06) ** 2 + ((shift.start - shift.end) / 0.06) ** 2;
  return sum * (1 - 0.15 * doubt);
}

/**
 * The shift, and the small change of tempo, under which most attacks fall on expected times: a maximum, not a mean, so that
 * late, soft or swung notes do not pull. No shift where fewer than two times are expected.
 */
export function beatsRefine(attack: OnsetAttack, expected: readonly ExpectedAttack[]): BeatsShift {
  let best: BeatsShift = { start: 0, end: 0, agreement: 0 };
  if (expected.length < 2) return best;
  const curve = smoothed(attack);
  const search = (centre: BeatsShift, width: Seconds, step: Seconds): void => {
    let most = -1;
    const count = Math.round(width / step);
    for (let i = -count; i <= count; i++) {
      for (let j = -count; j <= count; j++) {
        const shift = { start: centre.start + i * step, end: centre.end + j * step };
        const value = agreementOf(curve, attack.rate, expected, shift);
        if (value > most) {
          most = value;
          best = { ...shift, agreement: value };
        }
      }
    }
  };
  search(best, reach, coarse);
  search(best, coarse, fine);
  return best;
}
