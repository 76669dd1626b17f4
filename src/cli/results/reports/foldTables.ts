import { foldQuestions } from '../../runtime/folds/judgeFolds.js';
import type { FoldResults, FoldRow } from '../../runtime/folds/crossValidate.js';
import { three, withInterval, type TextTable } from './textTable.js';

const taughtText = ({ taught }: FoldRow): string => (taught === undefined ? '' : taught.toFixed(1));

/** What cross-validation by song found: areas under ROC among matched parts, and what harmonies beside a voice's own drums are told by. */
export function foldTables({ clips, songs, folds, rows }: FoldResults): readonly TextTable[] {
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
  const objective: TextTable = {
    title: `harmonies beside a voice's own drums, posteriors of other songs, ${title}`,
    head: ['judge', 'songs taught', 'accuracy', 'on positives', 'on negatives', 'average rank of 1 + 5', 'N'],
    rows: rows.map((row) => {
      const { accuracy, onPositives, onNegatives, rankOfFive, queries } = row.figures.objective;
      return [
        ...[row.judge, taughtText(row), withInterval(accuracy), three(onPositives.mean)],
        ...[three(onNegatives.mean), withInterval(rankOfFive), String(queries)],
      ];
    }),
  };
  return [areas, objective];
}
