import { chosen, lines, numbers, type Row } from '../panels.js';

/** What networks rank by, and what is taught meanwhile. */
export const models: Row = {
  title: 'Models',
  panels: [
    lines({
      title: 'Versions that became current',
      description:
        'Taken over by workers while they ran, and refused by them, each try: those rank by the version before.',
      queries: [
        {
          expr: `sum(increase(mashstream_model_swaps_total${chosen()}[$__rate_interval]))`,
          legend: 'taken over',
        },
        {
          expr: `sum by (code) (increase(mashstream_model_refusals_total${chosen()}[$__rate_interval]))`,
          legend: 'refused, {{code}}',
        },
      ],
    }),
    lines({
      title: 'What was taught last',
      description:
        'Area under ROC of voices and their own harmonies on held-out songs: of the version that a worker taught last (challenger), and of the one from which (champion).',
      queries: [{ expr: `mashstream_retrain_area${chosen()}`, legend: '{{model}} {{instance}}' }],
      unit: 'percentunit',
    }),
    numbers({
      title: 'Scorer in use',
      description: 'Workers by the scorer and version that they rank with, and by what computes its network.',
      queries: [
        {
          expr: `count by (scorer, version, provider) (mashstream_scorer_info${chosen()})`,
          legend: '{{scorer}} {{version}} {{provider}}',
        },
      ],
    }),
    numbers({
      title: 'Models that did not pass',
      description:
        'Current versions that workers refused in the last hour, each try: they rank by the version before.',
      queries: [{ expr: `sum(increase(mashstream_model_refusals_total${chosen()}[1h]))`, legend: 'refused' }],
    }),
    lines({
      title: 'Samples that nobody was taught by',
      description: 'Training samples that were new when a worker last looked whether a training is due.',
      queries: [{ expr: `mashstream_retrain_samples_waiting${chosen()}`, legend: '{{instance}}' }],
    }),
    numbers({
      title: 'Since a version was taught',
      description: 'By any of the workers that run, better or not.',
      queries: [
        {
          expr: `time() - max(mashstream_retrain_last_timestamp_seconds${chosen()} > 0)`,
          legend: 'since',
        },
      ],
      unit: 's',
    }),
    numbers({
      title: 'Trainings that failed',
      description: 'Given up in the last week: dead letters of topic retrain.',
      queries: [
        {
          expr: `sum(increase(mashstream_dead_letters_total${chosen('topic="retrain"')}[7d]))`,
          legend: 'failed',
        },
      ],
    }),
  ],
};
