import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { healthServer, type HealthServer } from '../../../src/adapters/prometheus/healthServer.js';
import { stageMetrics } from '../../../src/adapters/prometheus/stageMetrics.js';
import { PipelineError } from '../../../src/errors.js';
import { until } from '../../support/until.js';

let server: HealthServer | undefined;
afterEach(() => server?.close());

const metrics = (): ReturnType<typeof stageMetrics> =>
  stageMetrics({
    oldestUnsettled: () => 3.5,
    unsettled: () => 2,
    lags: () => Promise.resolve([{ group: 'ingest', topic: 'tracks', lag: 7 }]),
  });

async function get(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server?.url ?? ''}${path}`);
  return { status: response.status, text: await response.text() };
}

describe('healthServer', () => {
  it('serves the series of the stages, the groups and the process', async () => {
    const { registry, observer } = metrics();
    server = await healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port: 0,
    });
    observer.started('separate', 'a');
    observer.started('separate', 'b');
    observer.emitted('separate', 'a');
    observer.finished('separate', 'a', 12);
    observer.failed('separate', 'b', new PipelineError('child-died', 'died'));
    observer.finished('separate', 'b', 1);
    observer.started('analyze', 'a');
    const { text } = await get('/metrics');
    for (const line of [
      'mashstream_stage_in_flight{stage="separate"} 0',
      'mashstream_stage_in_flight{stage="analyze"} 1',
      'mashstream_stage_emitted_total{stage="separate"} 1',
      'mashstream_stage_failed_total{stage="separate",code="child-died"} 1',
      'mashstream_stage_duration_seconds_count{stage="separate"} 2',
      'mashstream_stage_duration_seconds_bucket{le="15",stage="separate"} 2',
      'mashstream_stage_duration_seconds_bucket{le="5",stage="separate"} 1',
      'mashstream_oldest_unsettled_seconds 3.5',
      'mashstream_unsettled_records 2',
      'mashstream_consumer_lag_records{group="ingest",topic="tracks"} 7',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('is alive always and ready unless there is a reason', async () => {
    const { registry } = metrics();
    const state: { reason?: string } = {};
    server = await healthServer({
      served: () => ({ registry, notReady: () => state.reason }),
      host: '127.0.0.1',
      port: 0,
    });
    expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    state.reason = 'draining';
    expect(await get('/readyz')).toEqual({ status: 503, text: 'draining\n' });
  });

  it('says which port is taken', async () => {
    const { registry } = metrics();
    server = await healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port: 0,
    });
    const port = Number(new URL(server.url).port);
    const again = healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port,
    });
    await expect(again).rejects.toThrow(new RegExp(`port ${port}`));
  });

  /** Connections that send `said` and then nothing. */
  async function idle(count: number, said: string): Promise<Socket[]> {
    const { port } = new URL(server?.url ?? '');
    const sockets = Array.from({ length: count }, () => connect(Number(port), '127.0.0.1'));
    for (const socket of sockets) {
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(said);
    }
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    return sockets;
  }

  it.each([
    ['nothing', ''],
    ['half a request', 'GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: '],
  ])('answers beside 200 connections that send %s, and gets rid of them', async (_, said) => {
    const { registry } = metrics();
    server = await healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port: 0,
    });
    const before = process.memoryUsage().rss;
    const sockets = await idle(200, said);
    for (let n = 0; n < 20; n += 1) expect(await get('/healthz')).toEqual({ status: 200, text: 'alive\n' });
    const left = (): number => sockets.filter(({ closed }) => !closed).length;
    await until(() => left() <= 64);
    // A first request must have come whole after five seconds; it is looked every second.
    await until(() => left() === 0, 10_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100e6);
  });

  it('does not read a large request', async () => {
    const { registry } = metrics();
    server = await healthServer({
      served: () => ({ registry, notReady: () => undefined }),
      host: '127.0.0.1',
      port: 0,
    });
    const sent = fetch(`${server.url}/healthz`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `"${'x'.repeat(2e6)}"`,
    });
    expect(
      await sent.then(
        ({ status }) => status,
        () => 'cut off',
      ),
    ).not.toBe(200);
    expect((await get('/healthz')).status).toBe(200);
  });
});
