import { keyShift } from '../../src/domain/music/keyShift.js';
import type { Semitones } from '../../src/domain/units.js';
import { bootstrapMean, grouped, type Estimate } from '../../src/evaluation/bootstrap.js';
import { amuAt } from '../../src/mashability/amu/amuAt.js';
import { harmonicFit } from '../../src/mashability/fit/fitPairs.js';
import { fitWeights } from '../../src/mashability/fit/fitTriples.js';
import { keyAgreement } from '../../src/mashability/fit/knownTerms.js';
import type { BenchRow } from '../benchRow.js';
import type { Trial } from './trials.js';

type Rule = (trial: Trial, shift: Semitones) => number;

/** What a rule makes of a trial. */
interface Judged {
  readonly song: string;
  /** 1 where the true shift is the best of all 12, else 0. */
  readonly first: number;
  /** Share of the 11 wrong shifts that are worse than the true one. */
  readonly area: number;
}

/** What a rule makes of all trials. */
export interface Judgement {
  readonly rule: string;
  readonly found: readonly Judged[];
}

const shifts: readonly Semitones[] = Array.from({ length: 12 }, (_, i) => i - 6);

const byEar: Rule = ({ voice, harmony }, shift) =>
  harmonicFit({ stem: voice, shift: 0, from: 0 }, { stem: harmony, shift, from: 0 });

/** The first two are ours, and are compared with all the others. */
const rules: Readonly<Record<string, Rule>> = {
  'fit, by ear alone': byEar,
  'fit with keys, as in rankings': (trial, shift) =>
    byEar(trial, shift) + fitWeights.key * keyAgreement(trial.keys.song, trial.keys.harmony)(shift),
  'AMU, harmonic term': ({ voice, harmony }, shift) =>
    amuAt(voice, harmony, { beats: voice.beats, shift, baseFrom: 0, candidateFrom: 0 }).harmonic,
  'key labels': ({ keys }, shift) => (shift === keyShift(keys.harmony.key, keys.song.key) ? 1 : 0),
  'key labels, the voice heard alone': ({ keys }, shift) =>
    shift === keyShift(keys.harmony.key, keys.voiceAlone.key) ? 1 : 0,
};
const ours = 2;

function judged(trial: Trial, rule: Rule): Judged {
  const worth = rule(trial, trial.truth);
  const wrong = shifts.filter((shift) => shift !== trial.truth).map((shift) => rule(trial, shift));
  const area = wrong.reduce((sum, x) => sum + (x < worth ? 1 : x === worth ? 0.5 : 0), 0) / wrong.length;
  return { song: trial.song, first: wrong.every((x) => x < worth) ? 1 : 0, area };
}

export const judgementsOf = (trials: readonly Trial[]): readonly Judgement[] =>
  Object.entries(rules).map(([rule, of]) => ({ rule, found: trials.map((trial) => judged(trial, of)) }));

const figures = [
  ['true shift first', ({ first }: Judged) => first],
  ['area under ROC', ({ area }: Judged) => area],
] as const;

const rowOf = (name: string, { mean, low, high, count }: Estimate): BenchRow => ({
  name: `${name} [${low.toFixed(3)}, ${high.toFixed(3)}] of ${count}`,
  value: mean,
  unit: '',
});

/** A rule's figures, or by how much they are better than others of the same trials; intervals by bootstrap over songs. */
export function figureRows(
  name: string,
  found: readonly Judged[],
  less?: readonly Judged[],
): readonly BenchRow[] {
  return figures.map(([figure, of]) => {
    const values = found.map((item, i) => ({ song: item.song, value: of(item) - (less ? of(less[i]) : 0) }));
    const groups = grouped(
      values,
      ({ song }) => song,
      ({ value }) => value,
    );
    return rowOf(`${name}: ${figure}`, bootstrapMean(groups));
  });
}

/** Every rule's figures, and by how much ours are better than the others'. */
export const judgementRows = (judgements: readonly Judgement[]): readonly BenchRow[] => [
  ...judgements.flatMap(({ rule, found }) => figureRows(rule, found)),
  ...judgements
    .slice(0, ours)
    .flatMap((our) =>
      judgements
        .slice(ours)
        .flatMap((other) => figureRows(`${our.rule}, less ${other.rule}`, our.found, other.found)),
    ),
];
