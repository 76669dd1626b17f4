import { chosen, lines, numbers, type Row } from '../panels.js';

const latency = (quantile: number): string =>
  `histogram_quantile(${quantile}, sum by (le) (rate(mashstream_ranking_latency_seconds_bucket${chosen()}[$__rate_interval])))`;

/** From a track's message to its rankings. */
export const flow: Row = {
  title: 'Flow',
  panels: [
    lines({
      title: 'Records written',
      description:
        'What the topologies write, by topic. Where tracks come in and nothing goes out, look at the row Errors.',
      queries: [
        {
          expr: `sum by (topic) (rate(mashstream_written_records_total${chosen()}[$__rate_interval]))`,
          legend: '{{topic}}',
        },
      ],
      unit: 'wps',
    }),
    lines({
      title: 'From track to first ranking',
      description: 'Time from a track’s message to the first ranking that came of it.',
      queries: [0.5, 0.95].map((quantile) => ({ expr: latency(quantile), legend: `${quantile * 100} %` })),
      unit: 's',
    }),
    numbers({
      title: 'Workers ready',
      description: 'Workers whose /readyz says 200.',
      queries: [{ expr: `sum(mashstream_ready${chosen()})`, legend: 'ready' }],
    }),
  ],
};
