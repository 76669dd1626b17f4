import type { MovedParts, NegativeKind } from '../../../evaluation/objective/objectiveQueries.js';
import type { ObjectiveTask } from '../../runtime/evaluating/judgeObjectives.js';
import { three, withInterval, type TextTable } from './textTable.js';

const ofParts: Readonly<Record<MovedParts, string>> = {
  both: 'mashups',
  harmonic: 'harmonies beside its own drums',
  percussion: 'drums beside its own harmony',
};
const kindWords: Readonly<Record<NegativeKind, string>> = {
  'unmatched-key': 'another key',
  'unmatched-tempo': 'another tempo, off the beat',
  'unmatched-key-tempo': 'another key and tempo, off the beat',
  'own-key': 'its own, shifted by 1 to 3 semitones',
  'own-phase': 'its own, off the beat',
};
const posteriorWords = { own: 'own', calibrated: 'of other songs' } as const;

const head = [
  ...['judge', 'posterior', 'accuracy', 'on positives', 'on negatives', 'average rank of 1 + 5'],
  'average rank of all',
];
/** What throwing a coin comes to. */
const chance = ['chance', '', '0.500', '0.500', '0.500', '3.500', ''];

/** The layout of the paper's Table 1, and each kind of negatives by itself. */
export const objectiveTables = (tasks: readonly ObjectiveTask[]): readonly TextTable[] =>
  tasks.flatMap((task) => [summary(task), kinds(task)]);

function titleOf({ moved, rows: [{ figures }] }: ObjectiveTask): string {
  const { queries, compositions, unlabelled } = figures;
  return `a voice's own parts and other ${ofParts[moved]}: ${queries} voices of ${compositions} compositions, ${unlabelled.toFixed(1)} matched each`;
}

const summary = (task: ObjectiveTask): TextTable => ({
  title: `objective evaluation, ${titleOf(task)}`,
  head,
  rows: [
    ...task.rows.map(({ judge, posterior, figures: of }) => [
      ...[judge, posteriorWords[posterior], withInterval(of.accuracy)],
      ...[three(of.onPositives.mean), three(of.onNegatives.mean), withInterval(of.rankOfFive)],
      of.rank.mean.toFixed(1),
    ]),
    chance,
  ],
});

/** An accuracy, and how large the area under ROC is. */
function kinds(task: ObjectiveTask): TextTable {
  const [{ figures }] = task.rows;
  return {
    title: `accuracy (area under ROC) of originals against each kind of negatives, ${titleOf(task)}`,
    head: ['judge', 'posterior', ...figures.kinds.map(({ kind }) => kindWords[kind])],
    rows: task.rows.map(({ judge, posterior, figures: of }) => [
      ...[judge, posteriorWords[posterior]],
      ...of.kinds.map(({ accuracy, rocArea }) => `${withInterval(accuracy)} (${three(rocArea.mean)})`),
    ]),
  };
}
