import { afterEach, beforeEach, expect, it } from 'vitest';
import { join } from 'node:path';
import { lastValueFrom, toArray } from 'rxjs';
import { connect } from '../../../../src/adapters/sqlite/database/connect.js';
import type { Topic } from '../../../../src/domain/topics.js';
import type { LogRecord } from '../../../../src/ports/log.js';
import { livePipeline, type LivePipeline } from '../../../support/livePipeline.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let round = 0;
let live: LivePipeline;
beforeEach(async () => {
  live = await livePipeline(at(`data ${(round += 1)}`));
});
afterEach(() => live.close());

const song = (name: string): object => ({ schema: 1, uri: `/${name}.mp3` });
const get = async (path: string): Promise<string> => (await fetch(`${live.url}${path}`)).text();

/** The sum of the series of that name whose labels hold `labels`. */
async function metric(name: string, ...labels: readonly string[]): Promise<number> {
  const lines = (await get('/metrics')).split('\n');
  const values = lines.flatMap((line) => {
    const [, found, set = '', value] = /^(\w+)(\{.*\})? (\S+)$/.exec(line) ?? [];
    return found === name && labels.every((label) => set.includes(label)) ? [Number(value)] : [];
  });
  return values.reduce((sum, value) => sum + value, 0);
}

const records = (topic: Topic): Promise<readonly LogRecord[]> =>
  lastValueFrom(live.state.log.readTable(topic).pipe(toArray()));

it('one trace leads from a track’s message to the rankings that came of it', async () => {
  const id = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = `00-${id}-b7ad6b7169203331-01`;
  await live.publish('one', song('one'), { traceparent });
  await live.publish('two', song('two'));
  const traces = (all: readonly LogRecord[]): readonly (string | undefined)[] =>
    all.map(({ headers }) => headers['traceparent']);
  const clips = await records('clips');
  expect(traces(clips)).toEqual([traceparent, expect.stringMatching(/^00-[0-9a-f]{32}-/)]);
  const [one, two] = clips;
  expect(one.headers['origin']).toBe(String((await records('tracks'))[0].timestamp));
  // The second song's arrival has both voices ranked anew.
  const rankings = await records('mashups');
  expect(traces(rankings)).toEqual([two.headers['traceparent'], two.headers['traceparent']]);
  expect(await metric('mashstream_ranking_latency_seconds_count')).toBe(2);
});

it('counts what is written, what is given up, how good it is, and what the stores took', async () => {
  for (const name of ['one', 'two']) await live.publish(name, song(name));
  await live.publish('bad', '{');
  expect(await metric('mashstream_written_records_total', 'topic="clips"')).toBe(2);
  expect(await metric('mashstream_written_records_total', 'topic="mashups"')).toBeGreaterThan(1);
  expect(await metric('mashstream_dead_letters_total')).toBe(1);
  const given = ['topic="tracks"', 'code="bad-message"'];
  expect(await metric('mashstream_dead_letters_total', ...given)).toBe(1);
  expect(await metric('mashstream_clips_indexed_total', 'used="true"')).toBe(2);
  expect(await metric('mashstream_best_score_count')).toBeGreaterThan(0);
  const calls = ['store="catalogue"', 'operation="putClip"'];
  expect(await metric('mashstream_store_duration_seconds_count', ...calls)).toBe(2);
  for (const store of ['log', 'blobs'])
    expect(await metric('mashstream_store_duration_seconds_count', `store="${store}"`)).toBeGreaterThan(0);
  expect(await metric('mashstream_scorer_info')).toBe(1);
  expect((await get('/metrics')).match(/mashstream_queued_records\{/g)).toHaveLength(4);
});

it('is ready once it has joined its groups, and while what it needs is there', async () => {
  const answers = () => get('/readyz');
  await expect.poll(answers).toBe('ready\n');
  expect(await metric('mashstream_ready')).toBe(1);
  const data = at(`data ${round}`);
  const other = connect(join(data, 'mashstream.db'), false);
  other.exec('BEGIN IMMEDIATE');
  const published = live.publish('one', song('one'));
  await expect.poll(answers, { timeout: 10_000 }).toMatch(/^waiting for the database .*mashstream\.db\n$/);
  expect(await metric('mashstream_ready')).toBe(0);
  other.exec('COMMIT');
  other.close();
  await published;
  await expect.poll(answers, { timeout: 10_000 }).toBe('ready\n');
  await live.pipeline.drain();
  expect([await get('/readyz'), await metric('mashstream_ready')]).toEqual(['draining\n', 0]);
});
