import { readdirSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { presentResults } from '../../../src/cli/runtime/presentResults.js';
import { reportOutcome } from '../../../src/cli/runtime/reportOutcome.js';
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
  const report = async (failed: boolean): Promise<number> => {
    const results = {
      rows: [],
      remarks: ['r'],
      failures: failed ? [{ name: 'a over b', code: 'timeout', message: 'm' }] : [],
    };
    return reportOutcome(session(), nothing, results);
  };
  it('says by the exit code whether all went well', async () => {
    const write = process.stdout.write.bind(process.stdout);
    const said: string[] = [];
    process.stdout.write = (text: string) => said.push(text) > 0;
    try {
      expect([await report(false), await report(true)]).toEqual([0, 3]);
      const unread = { path: '/x', error: new PipelineError('unreadable', 'm') };
      expect(
        await reportOutcome(
          session(),
          { ...nothing, problems: [unread] },
          { rows: [], remarks: [], failures: [] },
        ),
      ).toBe(3);
    } finally {
      process.stdout.write = write;
    }
    const lines = said
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toEqual([
      'remark',
      'end',
      'remark',
      'failed',
      'end',
      'failed',
      'end',
    ]);
    expect(lines.at(-1)).toEqual({ type: 'end', mashups: 0, failed: 1, exitCode: 3 });
  });
});
