import type { Evaluation } from '../../runtime/evaluating/evaluateScorers.js';
import type { BleedFigures } from '../../runtime/evaluating/bleedControl.js';
import { areaPlot, type AreaRow } from '../plots/areaPlot.js';
import { rankPlot } from '../plots/rankPlot.js';
import { evaluationTables } from './evaluationTables.js';
import { markdownOf } from './textTable.js';

/** What the figures mean, for who reads the report alone. */
const legend = `A song's own part (*original*) is asked for among parts of other compositions. *Area under ROC*: the chance that it scores above one of them. *R@1*,
*R@5*: it is the first, among the first five. *MRR*: mean reciprocal rank as found; *of 100*: as expected among a hundred. *Accuracy*: balanced, the threshold chosen on
the other half of the compositions. Intervals are of 95 %, by a bootstrap over compositions; *less the first*: area less that of the first scorer, query by query.
*Objective evaluation*: as in Table 1 of Huang et al. 2021, a voice's own mashup (positive) and unmatched ones (negative) are told apart at a posterior of 0.5, and it is ranked
among matched ones: of five as expected from all. Posteriors *of other songs* are Platt's sigmoid of the scores of all songs but the one that is judged.
*amu* scores parts as they would be rendered, *amu-paper* with each pair's free maxima. Where parts are *off the beat* nothing is stretched and a first downbeat is moved.
`;

const bleedLegend = (
  level: number,
): string => `*Bleed control*: the same questions by stems as they are (*true*), with a made leak at ${-level} dB below each part, and by stems separated from the sum
of the same bars. Where each part holds *its own voice*, a song's own parts are given away: what a scorer gains, it hears of bleed, no music. Where the *seed's voice* leaks
into *all* candidates alike, bleed tells nothing, and what is left is the music. Leaks are made of features, not of sound.
`;

/** Files of a report by the end of their names. */
export type ReportFiles = Readonly<
  Record<'.md' | '.json' | '-areas.svg' | '-ranks.svg', string> & Partial<Record<'-bleed.svg', string>>
>;

/** The evaluation as Markdown that shows two plots, the plots, and JSON; `name`: of all files, without their ends. */
export function evaluationReport(evaluation: Evaluation, name: string): ReportFiles {
  const { clips, compositions, tasks, leftOut, bleed, notes = [] } = evaluation;
  const picture = (what: string, end: string): string => `![${what}](<${name}${end}>)\n`;
  return {
    '.md': [
      `# How well scorers tell a song's own parts from others\n`,
      `${clips} clips of ${compositions} compositions.\n`,
      legend,
      picture('Area under ROC of each question and scorer', '-areas.svg'),
      picture('Ranks of the right answers of each question and scorer', '-ranks.svg'),
      ...(bleed ? [bleedLegend(bleed.leakLevel), picture('Area under ROC with bleed', '-bleed.svg')] : []),
      ...evaluationTables(evaluation).map(markdownOf),
      ...listed('Of the clips', notes),
      ...listed(
        'Not asked',
        leftOut.map(({ task, reason }) => `${task}: ${reason}`),
      ),
    ].join('\n'),
    '.json': `${JSON.stringify(evaluation, undefined, 2)}\n`,
    '-areas.svg': areaPlot(
      tasks.map(({ task, scorers }) => ({
        name: task,
        areas: scorers.map(({ name: scorer, figures }) => ({ scorer, area: figures.rocArea })),
      })),
    ),
    '-ranks.svg': rankPlot(
      tasks.map(({ task, scorers }) => ({
        name: task,
        curves: scorers
          .map(({ name: scorer, figures: { roc, rocArea } }) => ({ scorer, roc, known: rocArea.count > 0 }))
          .filter(({ known }) => known),
      })),
    ),
    ...(bleed && { '-bleed.svg': areaPlot(bleedRows(bleed)) }),
  };
}

/** A list under a title; nothing of nothing. */
const listed = (title: string, items: readonly string[]): readonly string[] =>
  items.length > 0 ? [`**${title}**\n`, ...items.map((item) => `- ${item}`), ''] : [];

/** A block of lines for each question and scorer, a line for each kind of stems. */
const bleedRows = ({ tasks }: BleedFigures): readonly AreaRow[] =>
  tasks.flatMap(({ task, rows }) =>
    [...new Set(rows.map(({ scorer }) => scorer))].map((name) => ({
      name: `${task}, ${name}`,
      areas: rows
        .filter(({ scorer }) => scorer === name)
        .map(({ stems, figures }) => ({ scorer: stems, area: figures.rocArea })),
    })),
  );
