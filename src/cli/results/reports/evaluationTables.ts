import type { BleedFigures } from '../../runtime/evaluating/bleedControl.js';
import type { Evaluation, TaskFigures } from '../../runtime/evaluating/evaluateScorers.js';
import { objectiveTables } from './objectiveTables.js';
import { three, withInterval, type TextTable } from './textTable.js';

const head = [
  'scorer',
  'area under ROC',
  'R@1',
  'R@5',
  'median rank',
  'MRR',
  'MRR of 100',
  'accuracy',
  'less the first',
];

function taskTable({ task, scorers, differences }: TaskFigures): TextTable {
  const [{ figures }] = scorers;
  const { queries, compositions, wrong } = figures;
  return {
    title: `${task}: ${queries} queries of ${compositions} compositions, ${wrong.toFixed(1)} wrong answers each`,
    head,
    rows: scorers.map(({ name, figures: of }) => {
      const difference = differences.find((each) => each.name === name);
      return [
        ...[name, withInterval(of.rocArea), three(of.recallAt1.mean), three(of.recallAt5.mean)],
        ...[of.medianRank.toFixed(1), three(of.reciprocalRank.mean), three(of.reciprocalRankOf100.mean)],
        ...[three(of.accuracy.mean), difference ? withInterval(difference.by) : ''],
      ];
    }),
  };
}

const bleedHead = ['scorer', 'stems', 'area under ROC', 'less true stems', 'R@1', 'MRR of 100'];

function bleedTable({ task, rows }: BleedFigures['tasks'][number]): TextTable {
  const [{ figures }] = rows;
  return {
    title: `bleed control, ${task}: ${figures.queries} queries of ${figures.compositions} compositions, ${figures.wrong.toFixed(1)} wrong answers each`,
    head: bleedHead,
    rows: rows.map(({ scorer, stems, less, figures: of }) => [
      ...[scorer, stems, withInterval(of.rocArea), less ? withInterval(less) : ''],
      ...[three(of.recallAt1.mean), three(of.reciprocalRankOf100.mean)],
    ]),
  };
}

/** What was found, as tables; intervals are of 95 %, by a bootstrap over compositions. */
export function evaluationTables({ tasks, variance, objective, bleed }: Evaluation): readonly TextTable[] {
  const shares: TextTable = {
    title: 'variance of the scores of matched triples that each part explains by itself',
    head: ['scorer', 'voice', 'harmony', 'percussion', 'rest'],
    rows: variance.map(({ name, shares: { voice, harmony, percussion, rest } }) => [
      name,
      ...[voice, harmony, percussion, rest].map((share) => `${Math.round(share * 100)} %`),
    ]),
  };
  return [
    ...tasks.map(taskTable),
    ...objectiveTables(objective),
    ...(variance.length > 0 ? [shares] : []),
    ...(bleed?.tasks ?? []).map(bleedTable),
  ];
}
