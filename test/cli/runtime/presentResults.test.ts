import { readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { presentResults, type Results } from '../../../src/cli/runtime/presentResults.js';
import { reportOutcome } from '../../../src/cli/runtime/reportOutcome.js';
import type { Published } from '../../../src/cli/songs/publishSongs.js';
import type { Session } from '../../../src/cli/runtime/session.js';
import { configSchema, type Config } from '../../../src/config.js';
import { PipelineError, type ErrorCode } from '../../../src/errors.js';
import { renderState, type RenderState } from '../../support/renderState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const out = directory('out');
const songs = [
  { name: 'Alpha' },
  { name: 'Beta', tonic: 1 },
  { name: 'Gamma', bpm: 126 },
  { name: 'Lonely', bpm: 200 },
];

let world: RenderState;
beforeAll(async () => {
  world = await renderState(directory('data'), songs);
});
afterAll(() => world.state.close());
beforeEach(() => {
  rmSync(out, { recursive: true, force: true });
  world.tools.asked.length = 0;
  shown.length = 0;
});

const shown: string[] = [];
const view = {
  begin: (kind: string, count: number) => shown.push(`${kind} ${count}`),
  show: ({ kind, stage }: { kind: string; stage: string }) => shown.push(`${stage} ${kind}`),
  note: () => undefined,
  close: () => shown.push('closed'),
};
const session = (changes: Partial<Config> = {}, stop?: AbortSignal): Session => {
  const config = configSchema.parse({ data: directory('data'), out, top: 3, ...changes });
  const never = new AbortController().signal;
  return {
    ...{ config, songs: [], names: [], forever: false, json: true, begun: 0 },
    ...{ state: world.state, tools: world.tools, view, draining: stop ?? never, stopped: never },
  };
};
const failing = (code: ErrorCode): void => world.tools.fail('mix', new PipelineError(code, 'no'));

describe('presentResults', () => {
  it('renders the best, one a pair of songs, and describes them in order', async () => {
    const { rows, failures, remarks } = await presentResults(session());
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a));
    expect(readdirSync(out)).toHaveLength(3);
    expect(rows.every(({ path }) => path?.startsWith(out))).toBe(true);
    expect(failures).toEqual([]);
    expect(remarks).toEqual([expect.stringMatching(/^Lonely: no partner/)]);
    expect(shown.slice(0, 3)).toEqual(['mashups 3', 'render started', 'render done']);
  });

  it('renders no more than asked for, none too', async () => {
    expect((await presentResults(session({ top: 1 }))).rows).toHaveLength(1);
    expect((await presentResults(session({ top: 0 }))).rows).toEqual([]);
  });

  it('one that fails is named, keeps its place, and does not stop the others', async () => {
    failing('timeout');
    const { rows, failures } = await presentResults(session());
    expect(rows.map(({ path }) => path !== undefined)).toEqual([false, true, true]);
    expect(failures).toEqual([
      { name: `${rows[0].vocal} over ${rows[0].harmonic}`, code: 'timeout', message: 'no' },
    ]);
    expect(shown).toContain('render failed');
  });

  it.each<ErrorCode>(['disk-full', 'missing-program', 'aborted'])(
    '%s stops it: all would fail alike',
    async (code) => {
      failing(code);
      await expect(presentResults(session())).rejects.toMatchObject({ code });
    },
  );

  it('begins no further one when asked to end', async () => {
    expect((await presentResults(session({}, AbortSignal.abort()))).rows).toEqual([]);
  });
});

describe('reportOutcome', () => {
  const nothing = { keys: [], due: [], queued: [], problems: [] };
  const empty = { rows: [], remarks: [], failures: [] };

  /** What it prints, and its exit code. */
  async function report(
    results: Partial<Results>,
    {
      json = false,
      published = nothing,
      top = 3,
    }: { json?: boolean; published?: Published; top?: number } = {},
  ): Promise<{ code: number; stdout: string; stderr: string }> {
    const said = { stdout: '', stderr: '' };
    const spies = (['stdout', 'stderr'] as const).map((name) =>
      vi.spyOn(process[name], 'write').mockImplementation((text) => ((said[name] += String(text)), true)),
    );
    try {
      const code = await reportOutcome({ ...session({ top }), json }, published, { ...empty, ...results });
      return { code, ...said };
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }
  const failures = [{ name: 'a over b', code: 'timeout', message: 'too slow' }];
  const problems = [{ path: '/x', error: new PipelineError('unreadable', 'no right') }];

  it('says by the exit code whether all went well', async () => {
    expect((await report({})).code).toBe(0);
    expect((await report({ failures })).code).toBe(3);
    expect((await report({}, { published: { ...nothing, problems } })).code).toBe(3);
  });

  it('tells people where the mashups lie, what should be known, and each failure with its reason', async () => {
    const { rows } = await presentResults(session());
    const { stderr, stdout } = await report(
      { rows, remarks: ['b: noted'], failures },
      { published: { ...nothing, problems } },
    );
    expect(stdout).toContain(rows[0].mashupId);
    const [where, remark, count, ...named] = stderr.trimEnd().split('\n');
    expect([where, remark, count]).toEqual([`3 mashups lie in ${out}.`, '- b: noted', '2 failed:']);
    expect(named).toEqual([
      expect.stringMatching(/^- \/x: no right/),
      expect.stringMatching(/^- a over b: too slow/),
    ]);
    expect((await report({ rows: rows.slice(0, 1) })).stderr).toBe(`The mashup lies in ${out}.\n`);
  });

  it('counts only mashups that were made, and says where no two songs fit', async () => {
    const { rows } = await presentResults(session());
    const [first, second, third] = rows.map((row) => ({ ...row, path: undefined }));
    expect((await report({ rows: [first, { ...second, path: '/out/2' }, third], failures })).stderr).toMatch(
      /^The mashup lies/,
    );
    expect((await report({ rows: [first], failures })).stderr).toMatch(/^1 failed:/);
    expect((await report({})).stderr).toMatch(/^No two songs fit together/);
    expect((await report({}, { top: 0 })).stderr).toMatch(/^Nothing was rendered, as asked/);
  });

  it('tells programs the same as lines of JSON on stdout, and nothing beside', async () => {
    const { stdout, stderr } = await report({ remarks: ['r'], failures }, { json: true });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toEqual(['remark', 'failed', 'end']);
    expect(lines[2]).toEqual({ type: 'end', mashups: 0, failed: 1, exitCode: 3 });
    expect(stderr).toBe('');
  });
});
