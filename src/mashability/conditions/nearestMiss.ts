import type { Meter } from '../../domain/music/grid.js';
import type { Ratio, Semitones } from '../../domain/units.js';
import type { ClipFacts } from './clipFacts.js';
import { meterFits, semitonesTooFar, tempoFits, type MatchRule } from './matchRule.js';
import { sameRecording } from './sameRecording.js';

/** What keeps a part from a voice; what fits is left out. */
export interface TooFar {
  /** Semitones beyond those allowed. */
  readonly shift?: Semitones;
  /** The stretch that it would need, as a share: 0.17 is 17 % faster or slower. */
  readonly stretch?: Ratio;
  /** Its beats in a bar, which are not the voice's. */
  readonly meter?: Meter | null;
}

/** The part that comes nearest to a voice without meeting the rule. */
export interface NearestMiss<C extends ClipFacts = ClipFacts> {
  readonly clip: C;
  readonly role: 'harmonic' | 'percussion';
  readonly tooFar: TooFar;
  /** How far it is from the rule; only compared with others. */
  readonly distance: number;
}

interface Measured<C extends ClipFacts> extends NearestMiss<C> {
  readonly fits: boolean;
}

/** Another meter cannot be mended, so anything else is nearer. */
const otherMeter = 10;

/**
 * Which of the candidates comes nearest to accompanying the seed, in a role that nobody can take, and what is too far. Undefined where
 * each role has a candidate that fits, or nobody supplies the role that is missing. Whether clips can be trusted is not looked at.
 */
export function nearestMiss<C extends ClipFacts>(
  seed: ClipFacts,
  candidates: readonly C[],
  rule: MatchRule,
): NearestMiss<C> | undefined {
  const others = candidates.filter((clip) => !sameRecording(seed, clip));
  const misses = (['harmonic', 'percussion'] as const).flatMap((role) => {
    const supply = others.filter(({ supplies }) => supplies[role]);
    const measured = supply.map((clip) => measure({ seed, clip, role, rule }));
    return measured.some(({ fits }) => fits) ? [] : nearest(measured);
  });
  if (misses.length === 0) return undefined;
  const { clip, role, tooFar, distance } = misses[0];
  return { clip, role, tooFar, distance };
}

function nearest<C extends ClipFacts>(measured: readonly Measured<C>[]): Measured<C>[] {
  return measured
    .toSorted((a, b) => a.distance - b.distance || (a.clip.clipId < b.clip.clipId ? -1 : 1))
    .slice(0, 1);
}

interface Pairing<C extends ClipFacts> {
  readonly seed: ClipFacts;
  readonly clip: C;
  readonly role: 'harmonic' | 'percussion';
  readonly rule: MatchRule;
}

/** How far one candidate is from the rule: semitones as parts of an octave, the stretch as a share. */
function measure<C extends ClipFacts>({ seed, clip, role, rule }: Pairing<C>): Measured<C> {
  const shift = role === 'harmonic' ? semitonesTooFar(rule, seed.key, clip.key) : 0;
  const slow = !tempoFits(rule, seed.grid.bpm, clip.grid.bpm);
  const stretch = Math.abs(seed.grid.bpm / clip.grid.bpm - 1);
  const meter = !meterFits(seed.grid.meter, clip.grid.meter);
  const distance = shift / 12 + (slow ? stretch - rule.maxStretch : 0) + (meter ? otherMeter : 0);
  const tooFar = {
    ...(shift > 0 && { shift }),
    ...(slow && { stretch }),
    ...(meter && { meter: clip.grid.meter }),
  };
  return { clip, role, tooFar, distance, fits: shift === 0 && !slow && !meter };
}
