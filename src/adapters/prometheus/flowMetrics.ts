import { Counter, Histogram, type Registry } from 'prom-client';
import { doubts } from '../../domain/clip.js';
import { topics } from '../../domain/topics.js';
import { errorCodes } from '../../errors.js';
import type { FlowObserver, WrittenRecord } from '../../metrics.js';
import type { Clock } from '../../ports/clock.js';
import { recentOnes } from './recentOnes.js';

export interface FlowMetricsOptions {
  readonly registry: Registry;
  readonly clock: Pick<Clock, 'now'>;
  /** Names that scores are told under; others are `other`. */
  readonly scorers: readonly string[];
  /** Clips that are not to be trusted are used all the same. */
  readonly useDoubtful: boolean;
}

/** A second … four hours: ready stems on an idle machine take the one, a full queue the other. */
const latencyBuckets = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1800, 3600, 14_400];
const scoreBuckets = [0, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9, 1];
/** Traces whose first ranking is known to have come; of older ones another may be counted. */
const remembered = 10_000;

/** The series of what is written, of how long it took since the track's message, and of how good it is. */
export function flowMetrics({ registry, clock, scorers, useDoubtful }: FlowMetricsOptions): FlowObserver {
  const { written, deadLetters, latency } = flowSeries(registry);
  const { bestScore, clipsIndexed, clipDoubts } = qualitySeries(registry);
  const isFirst = recentOnes(remembered);
  return {
    wrote(record, { id, origin }) {
      written.inc({ topic: record.topic });
      if (isRanking(record)) {
        if (origin !== undefined && isFirst(id)) latency.observe(Math.max(0, clock.now() - origin) / 1000);
        const { name } = record.value.scorer;
        const best = record.value.mashups.at(0);
        if (best) bestScore.observe({ scorer: scorers.includes(name) ? name : 'other' }, best.score);
      }
      if (isClip(record)) {
        clipsIndexed.inc({ used: String(record.value.trusted || useDoubtful) });
        for (const doubt of record.value.doubts) clipDoubts.inc({ doubt });
      }
    },
    gaveUp: (topic, code) => deadLetters.inc({ topic, code }),
  };
}

type Present<T extends 'mashups' | 'clips'> = WrittenRecord<T> & {
  readonly value: NonNullable<WrittenRecord<T>['value']>;
};

const isRanking = (record: WrittenRecord): record is Present<'mashups'> =>
  record.topic === 'mashups' && record.value !== null;
const isClip = (record: WrittenRecord): record is Present<'clips'> =>
  record.topic === 'clips' && record.value !== null;

function flowSeries(registry: Registry) {
  const registers = [registry];
  const written = new Counter({
    name: 'mashstream_written_records_total',
    help: 'Records that topologies wrote, by topic',
    labelNames: ['topic'],
    registers,
  });
  const deadLetters = new Counter({
    name: 'mashstream_dead_letters_total',
    help: 'Records that became dead letters, by the topic where they lay and by error code',
    labelNames: ['topic', 'code'],
    registers,
  });
  const latency = new Histogram({
    name: 'mashstream_ranking_latency_seconds',
    help: 'Time from the message of a track to the first ranking that came of it',
    buckets: latencyBuckets,
    registers,
  });
  // A series that is not there cannot be told from one that is zero.
  for (const [topic, { group }] of Object.entries(topics)) {
    if (topic !== 'dead-letters') written.inc({ topic }, 0);
    if (group) for (const code of errorCodes) deadLetters.inc({ topic, code }, 0);
  }
  return { written, deadLetters, latency };
}

function qualitySeries(registry: Registry) {
  const registers = [registry];
  const bestScore = new Histogram({
    name: 'mashstream_best_score',
    help: 'Score of the best mashup of each ranking written',
    labelNames: ['scorer'],
    buckets: scoreBuckets,
    registers,
  });
  const clipsIndexed = new Counter({
    name: 'mashstream_clips_indexed_total',
    help: 'Clips that were indexed, and whether they are used for matching',
    labelNames: ['used'],
    registers,
  });
  const clipDoubts = new Counter({
    name: 'mashstream_clip_doubts_total',
    help: 'Reasons for which indexed clips are not to be trusted',
    labelNames: ['doubt'],
    registers,
  });
  for (const used of ['true', 'false']) clipsIndexed.inc({ used }, 0);
  for (const doubt of doubts) clipDoubts.inc({ doubt }, 0);
  return { bestScore, clipsIndexed, clipDoubts };
}
