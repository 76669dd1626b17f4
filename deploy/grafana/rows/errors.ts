import { chosen, lines, numbers, type Row } from '../panels.js';

/** What goes wrong. */
export const errors: Row = {
  title: 'Errors',
  panels: [
    lines({
      title: 'Dead letters',
      description: 'Records given up, by the topic where they lay and by error code.',
      queries: [
        {
          expr: `sum by (topic, code) (increase(mashstream_dead_letters_total${chosen()}[$__rate_interval])) > 0`,
          legend: '{{topic}} {{code}}',
        },
      ],
    }),
    lines({
      title: 'Failures of stages',
      description: 'Messages that a stage could not process.',
      queries: [
        {
          expr: `sum by (stage, code) (increase(mashstream_stage_failed_total${chosen()}[$__rate_interval])) > 0`,
          legend: '{{stage}} {{code}}',
        },
      ],
    }),
    lines({
      title: 'Errors of stores',
      description:
        'Calls of log, catalogue and blobs that failed; each try of one that is waited for counts.',
      queries: [
        {
          expr: `sum by (store, code) (increase(mashstream_store_errors_total${chosen()}[$__rate_interval])) > 0`,
          legend: '{{store}} {{code}}',
        },
      ],
    }),
    numbers({
      title: 'Dead letters in this time',
      description: 'Of the whole time shown.',
      queries: [
        { expr: `sum(increase(mashstream_dead_letters_total${chosen()}[$__range]))`, legend: 'dead letters' },
      ],
    }),
    numbers({
      title: 'Not ready',
      description: 'Workers whose /readyz says 503. It says why.',
      queries: [
        {
          expr: `count(mashstream_ready${chosen()}) - sum(mashstream_ready${chosen()})`,
          legend: 'not ready',
        },
      ],
    }),
  ],
};
