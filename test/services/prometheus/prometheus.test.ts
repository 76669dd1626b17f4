import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { alive } from '../../support/alive.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOn, describeOwn } from '../describeOn.js';
import { installPrometheus } from './installPrometheus.js';
import { startPrometheus, type PrometheusAddress } from './startPrometheus.js';

const path = temporaryDirectory();

/** The value of a query that has one; undefined where it has none. */
async function query({ url }: PrometheusAddress, text: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query: text }).toString()}`);
  // What the API documents of an instant query.
  const { data } = (await answer.json()) as {
    readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  return data.result.at(0)?.value[1];
}

describeOn('prometheus', 'a shared Prometheus', (address) => {
  it('answers queries', async () => {
    expect(await query(address(), 'vector(42)')).toBe('42');
  });
});

describeOwn('prometheus', 'a Prometheus of one’s own', () => {
  it('scrapes what its configuration names, and keeps it when it is killed', async () => {
    const page = createServer((_, response) => response.end('songs_total 7\n'));
    await once(page.listen(0, '127.0.0.1'), 'listening');
    const bound = page.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const job = `{ job_name: page, scrape_interval: 100ms, static_configs: [{ targets: ['127.0.0.1:${port}'] }] }`;
    const server = await startPrometheus(`scrape_configs: [${job}]\n`);
    try {
      let found = await query(server.address, 'songs_total');
      for (let left = 100; found === undefined && left > 0; left -= 1) {
        await pause(100);
        found = await query(server.address, 'songs_total');
      }
      expect(found).toBe('7');
      page.close();
      const before = server.pid();
      await server.kill9();
      expect(alive(before)).toBe(false);
      await server.restart();
      expect(await query(server.address, 'max_over_time(songs_total[1h])')).toBe('7');
    } finally {
      page.close();
      await server.stop();
    }
  });

  it('comes with promtool, which refuses bad rules', async () => {
    const { promtool } = await installPrometheus();
    writeFileSync(path('good.yml'), 'groups: [{ name: a, rules: [{ alert: A, expr: up == 0 }] }]\n');
    writeFileSync(path('bad.yml'), 'groups: [{ name: a, rules: [{ alert: A, expr: up == }] }]\n');
    const check = (name: string) =>
      execFileSync(promtool, ['check', 'rules', path(name)], { encoding: 'utf8', stdio: 'pipe' });
    expect(check('good.yml')).toMatch('1 rules found');
    expect(() => check('bad.yml')).toThrow(/parse error/);
  });
});
