import type { Semitones } from '../../domain/units.js';
import { chromaDot } from '../features/chromaDot.js';
import type { LeeStem } from './leeStem.js';

/** Lee's score and its reasons. */
export interface LeeTerms {
  /** S_v = S_c · W_t + W_tem, 0 … 1.2. */
  readonly total: number;
  /** S_c: mean over beats of the cosine of the chromas. */
  readonly harmonic: number;
  /** W_t. */
  readonly texture: number;
  /** W_tem: 0.2 or 0. */
  readonly tempo: number;
  /** Shift of the lead at which S_c was taken, 0 … 11 where it was searched. */
  readonly shift: Semitones;
}

const tie = 1e-9;
const searched = Array.from({ length: 12 }, (_, p) => p);

/**
 * Vertical mashability of a lead over a background (Lee, Lin, Yao, Lee, Wu, ISMIR 2015) over the beats of the shorter; the lead
 * shifted by `shift`, or by the best of 0 … 11 where none is given.
 *
 * Written as published, with its weaknesses: W_t = 1 − |q(B) − (1 − q(C))| is meant as "a stable part wants a busy one"
 * (a third party's reading), but q is a sigmoid of a share and so lies in 0.50 … 0.73: W_t moves between 0.54 and 1 only and
 * is highest where *both* are busy. The tempo term is a step that says nothing within 30 %. Rhythm and timbre are not looked at.
 */
export function lee(
  background: LeeStem,
  lead: LeeStem,
  { shift }: { readonly shift?: Semitones } = {},
): LeeTerms {
  const beats = Math.min(background.beats, lead.beats);
  const at = (p: Semitones): number =>
    beats === 0
      ? 0
      : chromaDot(background.unitChroma, lead.unitChroma, {
          beats,
          shift: p,
          baseFrom: 0,
          candidateFrom: 0,
        }) / beats;
  let best = { shift: shift ?? 0, value: at(shift ?? 0) };
  for (const p of shift === undefined ? searched : []) {
    const value = at(p);
    if (value > best.value + tie) best = { shift: p, value };
  }
  const texture = 1 - Math.abs(background.stability - (1 - lead.stability));
  const tempo = Math.abs(1 - background.bpm / lead.bpm) < 0.3 ? 0.2 : 0;
  return { total: best.value * texture + tempo, harmonic: best.value, texture, tempo, shift: best.shift };
}
