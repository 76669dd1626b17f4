import { beforeEach, expect, it } from 'vitest';
import { pipelineMetrics, type PipelineMetrics } from '../../../src/adapters/prometheus/pipelineMetrics.js';
import type { Ranking } from '../../../src/domain/mashup.js';
import { clipOf } from '../../support/clips.js';
import { manualClock } from '../../support/manualClock.js';

const clock = manualClock(100_000);
let ready: boolean;
let version: string | undefined;
let metrics: PipelineMetrics;
beforeEach(() => {
  [ready, version] = [true, '1'];
  metrics = pipelineMetrics({
    probes: { oldestUnsettled: () => 0, unsettled: () => 0, lags: () => Promise.resolve([]) },
    queued: () => new Map([['ingest', 4]]),
    isReady: () => ready,
    scorer: () => (version === undefined ? undefined : { name: 'amu', version }),
    clock,
    scorers: ['amu'],
    useDoubtful: false,
  });
});

const lines = async (name: string): Promise<readonly string[]> =>
  (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith(`mashstream_${name}`));

const ranking = (score?: number, name = 'amu'): Ranking => ({
  ...{ schema: 1, seedClipId: 'seed', seedTrackId: 'track', revision: 1, runSeed: '1' },
  scorer: { name, version: '1' },
  mashups:
    score === undefined
      ? []
      : [{ mashupId: 'm', seedClipId: 'seed', condition: 'matched', bars: 16, parts: [], score, axes: {} }],
});
const wrote = (value: Ranking | null, trace: { id: string; origin?: number }): void =>
  metrics.flow.wrote({ topic: 'mashups', key: 'seed', value }, { traceparent: '', ...trace });

it('times a track from its message to the first ranking that came of it, and no other', async () => {
  wrote(ranking(0.62), { id: 'a', origin: 88_000 });
  wrote(ranking(0.5), { id: 'a', origin: 88_000 });
  wrote(ranking(0.5), { id: 'swept' });
  wrote(null, { id: 'gone', origin: 1 });
  // A machine whose clock is ahead.
  wrote(ranking(0.5), { id: 'b', origin: 200_000 });
  const found = await lines('ranking_latency_seconds');
  expect(found).toContain('mashstream_ranking_latency_seconds_count 2');
  expect(found).toContain('mashstream_ranking_latency_seconds_sum 12');
  expect(found).toContain('mashstream_ranking_latency_seconds_bucket{le="1"} 1');
});

it('counts what is written and given up, by topic, and shows those of which there is none', async () => {
  wrote(ranking(), { id: 'a' });
  wrote(null, { id: 'a' });
  metrics.flow.gaveUp('tracks', 'bad-message');
  expect(await lines('written_records_total')).toEqual(
    expect.arrayContaining([
      'mashstream_written_records_total{topic="mashups"} 2',
      'mashstream_written_records_total{topic="clips"} 0',
    ]),
  );
  const dead = await lines('dead_letters_total');
  expect(dead).toContain('mashstream_dead_letters_total{topic="tracks",code="bad-message"} 1');
  expect(dead).toContain('mashstream_dead_letters_total{topic="rerank",code="internal"} 0');
});

it('tells how good rankings are, by scorers that are known', async () => {
  wrote(ranking(0.62), { id: 'a' });
  wrote(ranking(0.7, 'visitor'), { id: 'a' });
  wrote(ranking(), { id: 'a' });
  const found = await lines('best_score');
  expect(found).toContain('mashstream_best_score_bucket{le="0.6",scorer="amu"} 0');
  expect(found).toContain('mashstream_best_score_bucket{le="0.65",scorer="amu"} 1');
  expect(found).toContain('mashstream_best_score_count{scorer="amu"} 1');
  expect(found).toContain('mashstream_best_score_count{scorer="other"} 1');
});

it('tells how many clips are used, and why not', async () => {
  for (const trusted of [true, false, false])
    metrics.flow.wrote(
      { topic: 'clips', key: 'c', value: clipOf('c', { trusted }) },
      { id: '', traceparent: '' },
    );
  expect(await lines('clip')).toEqual(
    expect.arrayContaining([
      'mashstream_clips_indexed_total{used="true"} 1',
      'mashstream_clips_indexed_total{used="false"} 2',
      'mashstream_clip_doubts_total{doubt="weak-beats"} 2',
      'mashstream_clip_doubts_total{doubt="weak-key"} 0',
    ]),
  );
});

it('tells what waits, whether work is taken in, and the scorer in use alone', async () => {
  expect(await lines('queued_records')).toEqual(['mashstream_queued_records{topology="ingest"} 4']);
  expect(await lines('ready')).toEqual(['mashstream_ready 1']);
  expect(await lines('scorer_info')).toEqual([
    'mashstream_scorer_info{scorer="amu",version="1",provider="none"} 1',
  ]);
  [ready, version] = [false, '2'];
  expect(await lines('ready')).toEqual(['mashstream_ready 0']);
  expect(await lines('scorer_info')).toEqual([
    'mashstream_scorer_info{scorer="amu",version="2",provider="none"} 1',
  ]);
  version = undefined;
  expect(await lines('scorer_info')).toEqual([]);
});

it('times calls of stores, and counts what goes wrong', async () => {
  metrics.stores.answered('blobs', 'putFile', 0.04);
  metrics.stores.erred('blobs', 'unavailable');
  expect(await lines('store')).toEqual(
    expect.arrayContaining([
      'mashstream_store_duration_seconds_bucket{le="0.05",store="blobs",operation="putFile"} 1',
      'mashstream_store_errors_total{store="blobs",code="unavailable"} 1',
      'mashstream_store_errors_total{store="log",code="unavailable"} 0',
    ]),
  );
});

it('tells of memory, CPU that only grows, and how late timers come', async () => {
  const cpu = async (): Promise<number> => {
    const found = await lines('process_cpu_seconds_total');
    return Number(found.find((line) => line.includes('user'))?.split(' ')[1]);
  };
  const before = await cpu();
  await new Promise((resolve) => setTimeout(resolve, 50)); // it looks again
  const until = performance.now() + 120;
  while (performance.now() < until); // holds up timers
  await new Promise((resolve) => setTimeout(resolve, 20));
  const max = (await lines('event_loop_delay_seconds')).find((line) => line.includes('max'));
  expect(Number(max?.split(' ')[1])).toBeGreaterThan(0.08);
  const grown = (await cpu()) - before;
  expect(grown).toBeGreaterThan(0);
  expect(grown).toBeLessThan(5);
  const [memory] = await lines('process_resident_memory_bytes');
  expect(Number(memory.split(' ')[1])).toBeGreaterThan(1e7);
});
