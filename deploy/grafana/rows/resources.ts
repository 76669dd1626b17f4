import { chosen, lines, type Row } from '../panels.js';

/** What it takes. */
export const resources: Row = {
  title: 'Resources',
  panels: [
    lines({
      title: 'Memory',
      description: 'Resident memory of the workers, without their children (separator, ffmpeg, rubberband).',
      queries: [{ expr: `mashstream_process_resident_memory_bytes${chosen()}`, legend: '{{instance}}' }],
      unit: 'bytes',
    }),
    lines({
      title: 'CPU',
      description: 'Cores that the workers use, without their children.',
      queries: [
        {
          expr: `sum by (instance) (rate(mashstream_process_cpu_seconds_total${chosen()}[$__rate_interval]))`,
          legend: '{{instance}}',
        },
      ],
    }),
    lines({
      title: 'Event loop, 99 %',
      description: 'By how much timers come late. Above a second, heartbeats are in danger.',
      queries: [
        {
          expr: `mashstream_event_loop_delay_seconds${chosen('statistic="p99"')}`,
          legend: '{{instance}}',
        },
      ],
      unit: 's',
    }),
    lines({
      title: 'Stores, 95 %',
      description: 'How long log, catalogue and blobs take for a call.',
      queries: [
        {
          expr: `histogram_quantile(0.95, sum by (le, store, operation) (rate(mashstream_store_duration_seconds_bucket${chosen()}[$__rate_interval])))`,
          legend: '{{store}} {{operation}}',
        },
      ],
      unit: 's',
    }),
    lines({
      title: 'Calls of stores',
      description: 'Calls of log, catalogue and blobs.',
      queries: [
        {
          expr: `sum by (store) (rate(mashstream_store_duration_seconds_count${chosen()}[$__rate_interval]))`,
          legend: '{{store}}',
        },
      ],
      unit: 'ops',
    }),
  ],
};
