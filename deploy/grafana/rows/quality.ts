import { chosen, lines, numbers, spread, type Row } from '../panels.js';

const indexed = `sum(increase(mashstream_clips_indexed_total${chosen()}[$__range]))`;
const unused = `sum(increase(mashstream_clips_indexed_total${chosen('used="false"')}[$__range]))`;

/** How good what comes out is. */
export const quality: Row = {
  title: 'Quality',
  panels: [
    spread({
      title: 'Best score of a ranking',
      description: 'How the scores of the best mashups are spread over the rankings written.',
      queries: [
        { expr: `sum by (le) (increase(mashstream_best_score_bucket${chosen()}[$__rate_interval]))` },
      ],
    }),
    lines({
      title: 'Best score, median',
      description: 'Of the rankings written. Scores of different scorers cannot be compared.',
      queries: [
        {
          expr: `histogram_quantile(0.5, sum by (le, scorer) (rate(mashstream_best_score_bucket${chosen()}[$__rate_interval])))`,
          legend: '{{scorer}}',
        },
      ],
    }),
    numbers({
      title: 'Clips not used',
      description: 'Share of the clips indexed in this time whose beats or key cannot be trusted.',
      queries: [{ expr: `${unused} / ${indexed}`, legend: 'not used' }],
      unit: 'percentunit',
    }),
    numbers({
      title: 'Why clips are not used',
      description: 'Doubts about the clips indexed in this time; a clip may have several.',
      queries: [
        {
          expr: `sum by (doubt) (increase(mashstream_clip_doubts_total${chosen()}[$__range]))`,
          legend: '{{doubt}}',
        },
      ],
    }),
  ],
};
