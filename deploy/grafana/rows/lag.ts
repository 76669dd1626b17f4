import { chosen, lines, type Row } from '../panels.js';

/** What waits. */
export const lag: Row = {
  title: 'Lag',
  panels: [
    lines({
      title: 'Consumer lag',
      description:
        'Records that a consumer group has not committed. Every worker sees the same, so the largest is shown.',
      queries: [
        {
          expr: `max by (group, topic) (mashstream_consumer_lag_records${chosen()})`,
          legend: '{{group}} {{topic}}',
        },
      ],
    }),
    lines({
      title: 'Oldest record in hand',
      description: 'Age of the record longest in hand. From 30 minutes on the worker is not ready any more.',
      queries: [
        {
          expr: `max by (instance) (mashstream_oldest_unsettled_seconds${chosen()})`,
          legend: '{{instance}}',
        },
      ],
      unit: 's',
    }),
    lines({
      title: 'In hand and waiting',
      description: 'Records in work, and records taken that wait for a place or for their key.',
      queries: [
        { expr: `sum(mashstream_unsettled_records${chosen()})`, legend: 'in work' },
        { expr: `sum by (topology) (mashstream_queued_records${chosen()})`, legend: '{{topology}} waits' },
      ],
    }),
  ],
};
