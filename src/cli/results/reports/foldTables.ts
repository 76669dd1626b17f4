import { foldObjectives, foldQuestions } from '../../runtime/folds/judgeFolds.js';
import type { FoldResults, FoldRow } from '../../runtime/folds/crossValidate.js';
import { three, withInterval, type TextTable } from './textTable.js';

const taughtText = ({ taught }: FoldRow): string => (taught === undefined ? '' : taught.toFixed(1));

const objectiveWords: Readonly<Record<(typeof foldObjectives)[number], string>> = {
  both: 'objective evaluation of mashups',
  harmonic: "objective evaluation of harmonies beside a voice's own drums",
};

/** What cross-validation by song found: areas under ROC among matched parts, and the objective evaluation of the paper. */
export function foldTables(results: FoldResults): readonly TextTable[] {
  const { clips, songs, folds, rows } = results;
  const title = `${folds} folds of ${songs} songs (${clips} clips)`;
  const [{ judge: first }] = rows;
  const areas: TextTable = {
    title: `area under ROC of a song's own parts among matched ones of others, ${title}`,
    head: ['judge', 'songs taught', ...foldQuestions.flatMap((name) => [name, `less ${first}`])],
    rows: rows.map((row) => [
      ...[row.judge, taughtText(row)],
      ...row.figures.areas.flatMap(({ area, lessFirst }) => [
        withInterval(area),
        lessFirst ? withInterval(lessFirst) : '',
      ]),
    ]),
  };
  return [areas, ...foldObjectives.map((_, i) => objectiveTable(rows, i, title))];
}

const objectiveTable = (rows: readonly FoldRow[], place: number, title: string): TextTable => ({
  title: `${objectiveWords[foldObjectives[place]]}, posteriors of other songs, ${title}`,
  head: ['judge', 'songs taught', 'accuracy', 'on positives', 'on negatives', 'average rank of 1 + 5', 'N'],
  rows: rows.map((row) => {
    const { accuracy, onPositives, onNegatives, rankOfFive, queries } = row.figures.objectives[place];
    return [
      ...[row.judge, taughtText(row), withInterval(accuracy), three(onPositives.mean)],
      ...[three(onNegatives.mean), withInterval(rankOfFive), String(queries)],
    ];
  }),
});
