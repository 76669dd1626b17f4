import type { Meter } from '../../domain/music/grid.js';
import type { Ratio, Semitones } from '../../domain/units.js';
import type { ClipFacts } from './clipFacts.js';
import { meterFits, songsTooFar, stretchUnder, tempoFits, type MatchRule } from './matchRule.js';

/** What keeps a part from a voice; what fits is left out. */
export interface TooFar {
  /** Semitones beyond those allowed. */
  readonly shift?: Semitones;
  /** The stretch that it would need, as a share: 0.17 is 17 % faster or slower. */
  readonly stretch?: Ratio;
  /** Its beats in a bar, which are not the voice's. */
  readonly meter?: Meter | null;
}

/** A part that a voice may have, and how far it is from the rule. */
export interface FarFromRule<C extends ClipFacts = ClipFacts> {
  readonly clip: C;
  readonly role: 'harmonic' | 'percussion';
  /** Nothing where it fits. */
  readonly tooFar: TooFar;
  /** How far it is from the rule; only compared with others. */
  readonly distance: number;
  readonly fits: boolean;
}

/** Another meter cannot be mended, so anything else is nearer. */
const otherMeter = 10;

interface Pairing<C extends ClipFacts> {
  readonly seed: ClipFacts;
  readonly clip: C;
  readonly role: 'harmonic' | 'percussion';
  readonly rule: MatchRule;
}

/** How far a part is from the rule for a voice: semitones as parts of an octave, the stretch as a share. */
export function farFromRule<C extends ClipFacts>({ seed, clip, role, rule }: Pairing<C>): FarFromRule<C> {
  const shift = role === 'harmonic' ? songsTooFar(rule, seed, clip) : 0;
  const slow = !tempoFits(rule, seed.grid.bpm, clip.grid.bpm);
  const stretch = Math.abs(stretchUnder(rule, seed.grid.bpm, clip.grid.bpm) - 1);
  const meter = !meterFits(seed.grid.meter, clip.grid.meter);
  const distance = shift / 12 + (slow ? stretch - rule.maxStretch : 0) + (meter ? otherMeter : 0);
  const tooFar = {
    ...(shift > 0 && { shift }),
    ...(slow && { stretch }),
    ...(meter && { meter: clip.grid.meter }),
  };
  return { clip, role, tooFar, distance, fits: shift === 0 && !slow && !meter };
}
