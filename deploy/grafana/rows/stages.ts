import { chosen, lines, type Row } from '../panels.js';

/** What each stage does. */
export const stages: Row = {
  title: 'Stages',
  panels: [
    lines({
      title: 'Duration, 95 %',
      description: 'How long a stage works on a message.',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (le, stage) (rate(mashstream_stage_duration_seconds_bucket${chosen()}[$__rate_interval])))`,
          legend: '{{stage}}',
        },
      ],
      unit: 's',
    }),
    lines({
      title: 'Time spent',
      description: 'Seconds of work a second: the stage on top is the one to scale.',
      queries: [
        {
          expr: `sum by (stage) (rate(mashstream_stage_duration_seconds_sum${chosen()}[$__rate_interval]))`,
          legend: '{{stage}}',
        },
      ],
    }),
    lines({
      title: 'Messages done',
      description: 'Messages that a stage is done with.',
      queries: [
        {
          expr: `sum by (stage) (rate(mashstream_stage_duration_seconds_count${chosen()}[$__rate_interval]))`,
          legend: '{{stage}}',
        },
      ],
      unit: 'ops',
    }),
    lines({
      title: 'In work',
      description: 'Messages in work in a stage.',
      queries: [{ expr: `sum by (stage) (mashstream_stage_in_flight${chosen()})`, legend: '{{stage}}' }],
    }),
    lines({
      title: 'Derived',
      description: 'Messages that a stage has derived.',
      queries: [
        {
          expr: `sum by (stage) (rate(mashstream_stage_emitted_total${chosen()}[$__rate_interval]))`,
          legend: '{{stage}}',
        },
      ],
      unit: 'ops',
    }),
  ],
};
