import { calibratedApart, type PosteriorIn } from '../../../evaluation/objective/calibratedApart.js';
import { judgeObjective } from '../../../evaluation/objective/judgeObjective.js';
import { objectiveFigures, type ObjectiveFigures } from '../../../evaluation/objective/objectiveFigures.js';
import {
  movedParts,
  objectiveQueries,
  type MovedParts,
} from '../../../evaluation/objective/objectiveQueries.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { PlayUnwarped } from '../../../evaluation/unwarpedPart.js';
import type { JudgingScorer } from './judgingScorer.js';

/** The paper's Table 1, of whole mashups and of one part beside a voice's own other one. */
export interface ObjectiveTask {
  readonly moved: MovedParts;
  readonly rows: readonly {
    readonly judge: string;
    /** Its own, or of its scores by a sigmoid of the other songs. */
    readonly posterior: 'own' | 'calibrated';
    readonly figures: ObjectiveFigures;
  }[];
}

export interface ObjectiveOptions {
  readonly scorers: readonly JudgingScorer[];
  readonly playUnwarped: PlayUnwarped;
}

/** Tasks that no clip can ask are left out. */
export async function judgeObjectives(
  clips: readonly EvaluatedClip[],
  { scorers, playUnwarped }: ObjectiveOptions,
): Promise<readonly ObjectiveTask[]> {
  const tasks: ObjectiveTask[] = [];
  for (const moved of movedParts) {
    const queries = objectiveQueries(clips, { moved, playUnwarped });
    if (queries.length === 0) continue;
    const rows: ObjectiveTask['rows'][number][] = [];
    for (const { scorer, posterior } of scorers) {
      const judged = await judgeObjective(scorer, queries);
      const row = (kind: 'own' | 'calibrated', of: PosteriorIn) => {
        return { judge: scorer.name, posterior: kind, figures: objectiveFigures(judged, of) };
      };
      if (posterior) rows.push(row('own', (_, score) => posterior(score)));
      rows.push(row('calibrated', calibratedApart(judged)));
    }
    tasks.push({ moved, rows });
  }
  return tasks;
}
