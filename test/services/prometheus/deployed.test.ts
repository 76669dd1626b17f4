import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configSchema } from '../../../src/config.js';
import { committedDashboard, committedRules } from '../../support/deployedQueries.js';
import { appendOriginals, enterSungSongs } from '../../support/enterSungSongs.js';
import { livePipeline, type LivePipeline } from '../../support/livePipeline.js';
import { plainRetraining } from '../../support/plainTeacher.js';
import { projectPath } from '../../support/projectFile.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeOwn } from '../describeOn.js';
import type { Server } from '../server/server.js';
import { installPrometheus } from './installPrometheus.js';
import { startPrometheus, type PrometheusAddress } from './startPrometheus.js';

const at = temporaryDirectory();
const rules = projectPath('deploy/prometheus/rules/mashstream.yml');

/** Values of variables, as Grafana would put them in. */
const filledIn = (expr: string): string =>
  expr.replaceAll('$instance', '.*').replaceAll('$__rate_interval', '5m').replaceAll('$__range', '5m');

const dashboardQueries = committedDashboard().panels.flatMap(({ title, targets }) =>
  targets.map(({ expr, refId }) => [`${title} ${refId}`, filledIn(expr)] as const),
);
const recorded = committedRules().flatMap(({ record, expr }) => (record ? [[record, expr] as const] : []));
const alerts = committedRules().flatMap(({ alert, expr }) => (alert ? [[alert, expr] as const] : []));

interface Rule {
  readonly name: string;
  readonly health: string;
  readonly state?: string;
}

describeOwn('prometheus', 'a live run seen by Prometheus', () => {
  let live: LivePipeline;
  let server: Server<PrometheusAddress>;
  let ended = false;
  let going = Promise.resolve();
  const oneRound = async (round: number): Promise<void> => {
    await live.publish(`song ${round}`, { schema: 1, uri: `/${round}.mp3` });
    await live.publish(`bad ${round}`, '{');
    // What a store cannot do: it has no such thing.
    await live.state.blobs.readBytes({ key: 'none', size: 1, sha256: '' }).catch(() => undefined);
    await pause(600);
  };
  const goOn = async (): Promise<void> => {
    for (let round = 7; !ended && round < 500; round += 1) await oneRound(round);
  };
  beforeAll(async () => {
    const data = at('data');
    const settings = { clipsPerTrack: 1, enoughPartners: 1, retrainSamples: 20, retrainHeldOut: 2 };
    live = await livePipeline(data, {
      config: configSchema.parse({ data, httpPort: 0, ...settings }),
      names: ['ingest', 'match', 'collect', 'retrain'],
      retrainingOf: plainRetraining,
    });
    await appendOriginals(live.state, await enterSungSongs(live.state, at('scores'), 24));
    const target = new URL(live.url).host;
    server = await startPrometheus(`
global: { scrape_interval: 250ms, evaluation_interval: 250ms }
rule_files: ['${rules}']
scrape_configs: [{ job_name: mashstream, static_configs: [{ targets: ['${target}'] }] }]
`);
    for (let round = 1; round <= 6; round += 1) await oneRound(round);
    // On a busy machine Prometheus may first look when these are over, and sees no rise of anything: so it goes on.
    going = goOn();
  });
  afterAll(async () => {
    ended = true;
    await going;
    await server.stop();
    await live.close();
  });

  const ask = async (path: string, query: Readonly<Record<string, string>> = {}): Promise<unknown> => {
    const answer = await fetch(
      `${server.address.url}/api/v1/${path}?${new URLSearchParams(query).toString()}`,
    );
    return answer.json();
  };

  /** The values of a query that are numbers; waits for one. */
  async function valuesOf(query: string): Promise<readonly number[]> {
    for (let left = 40; ; left -= 1) {
      // What the API documents of an instant query that gives a vector.
      const { status, data } = (await ask('query', { query })) as {
        readonly status: string;
        readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
      };
      expect(status, query).toBe('success');
      const values = data.result.map(({ value }) => Number(value[1])).filter((value) => !Number.isNaN(value));
      if (values.length > 0 || left === 0) return values;
      await pause(250);
    }
  }

  const rulesNow = async (): Promise<readonly Rule[]> => {
    // What the API documents of rules.
    const { data } = (await ask('rules')) as {
      readonly data: { readonly groups: readonly { readonly rules: readonly Rule[] }[] };
    };
    return data.groups.flatMap((group) => group.rules);
  };

  it.each(dashboardQueries)('there is data for the panel %s', async (_, query) => {
    expect((await valuesOf(query)).length).toBeGreaterThan(0);
  });

  it.each(recorded)('there is data for the rule %s, and it is recorded', async (name, expr) => {
    expect((await valuesOf(expr)).length).toBeGreaterThan(0);
    expect((await valuesOf(name)).length).toBeGreaterThan(0);
  });

  it.each(alerts)('there is data for all that the alert %s looks at', async (_, expr) => {
    for (const name of new Set(expr.match(/\b(?:mashstream[\w:]*|up)(?=[\s{[])/g)))
      expect((await valuesOf(name)).length, name).toBeGreaterThan(0);
  });

  it('all rules are evaluated without errors, and what goes wrong raises its alerts, and no others', async () => {
    const firingNow = async (): Promise<readonly string[]> =>
      (await rulesNow()).filter(({ state }) => state === 'firing').map(({ name }) => name);
    await expect.poll(firingNow, { timeout: 30_000, interval: 250 }).toContain('MashstreamDeadLetters');
    const all = await rulesNow();
    expect(all).toHaveLength(recorded.length + alerts.length);
    expect(all.filter(({ health }) => health !== 'ok')).toEqual([]);
    const firing = await firingNow();
    // The stores are asked for what they cannot do, too: when that has lasted long enough, it is told.
    expect(firing.filter((name) => !/DeadLetters|StoreErrors/.test(name))).toEqual([]);
  });
});

describeOwn('prometheus', 'promtool', () => {
  const promtool = async (...args: readonly string[]): Promise<string> =>
    execFileSync((await installPrometheus()).promtool, args, { encoding: 'utf8', stdio: 'pipe' });

  it('finds nothing wrong with the configuration and the rules', async () => {
    expect(await promtool('check', 'config', projectPath('deploy/prometheus/prometheus.yml'))).toMatch(
      'SUCCESS',
    );
    expect(await promtool('check', 'rules', rules)).toMatch(`${recorded.length + alerts.length} rules found`);
  });

  it('sees each alert raised when it should be, and not otherwise', async () => {
    const tests = projectPath('deploy/prometheus/mashstream.test.yml');
    expect(await promtool('test', 'rules', tests)).toMatch('SUCCESS');
  });
});
