import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { presentResults, type Results } from '../../../../src/cli/runtime/reading/presentResults.js';
import { reportOutcome } from '../../../../src/cli/runtime/reading/reportOutcome.js';
import type { Published } from '../../../../src/cli/songs/publishSongs.js';
import type { Session } from '../../../../src/cli/runtime/session/session.js';
import type { Tally } from '../../../../src/cli/tally.js';
import { configSchema, type Config } from '../../../../src/config.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { PipelineError, type ErrorCode } from '../../../../src/errors.js';
import { renderState, type RenderState } from '../../../support/renderState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { oneTerms } from '../../../support/matchOptions.js';

const directory = temporaryDirectory();
const out = directory('out');
/** Notes of 64 beats, all of them so many semitones up. */
function notes(which: string, up: number): Float32Array {
  const random = randomFrom(which);
  const chroma = new Float32Array(64 * 12);
  for (let beat = 0; beat < 64; beat += 1)
    for (const note of [random.int(12), random.int(12)]) chroma[beat * 12 + ((note + up) % 12)] = 1;
  return chroma;
}

/** Alpha and Beta go with each other both ways round, Beta a semitone higher. */
const songs = [
  { name: 'Alpha', chroma: { vocal: notes('one', 0), harmonic: notes('two', 0) } },
  { name: 'Beta', tonic: 1, chroma: { vocal: notes('two', 1), harmonic: notes('one', 1) } },
  { name: 'Gamma', bpm: 126 },
  { name: 'Delta', bpm: 116, tonic: 2 },
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
  counted.length = 0;
});

const shown: string[] = [];
const counted: Tally[] = [];
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
    ...{ config, songs: [], names: [], forever: false, json: true, begun: [] },
    count: (tally) => counted.push(tally),
    ...{
      state: world.state,
      tools: world.tools,
      scorers: scorersOf(config, world.state),
      terms: oneTerms,
      health: { url: undefined, serve: () => undefined },
      view,
      draining: stop ?? never,
      stopped: never,
    },
  };
};
const all = songs.map(({ name }) => `song:${name}`);
const present = (on: Session, keys = all): Promise<Results> => presentResults(on, keys);
const failing = (code: ErrorCode): void => world.tools.fail('mix', new PipelineError(code, 'no'));

describe('presentResults', () => {
  it('--both-ways: lists a pair of songs both ways round, and not without', async () => {
    const pairs = async (changes: Partial<Config>): Promise<readonly string[]> =>
      (await present(session({ top: 9, ...changes }))).rows.map(({ vocal, harmonic }) =>
        [vocal, harmonic].sort().join(),
      );
    const once = await pairs({});
    expect(new Set(once).size).toBe(once.length);
    const twice = await pairs({ bothWays: true });
    expect(new Set(twice).size).toBeLessThan(twice.length);
    // Songs by name take another way to the list.
    const named = await presentResults(session({ top: 9, bothWays: true }), ['song:Alpha']);
    const ways = named.rows.map(({ vocal, harmonic }) => [vocal, harmonic].sort().join());
    expect(new Set(ways).size).toBeLessThan(ways.length);
  });

  it('renders the best, one a pair of songs, and describes them in order', async () => {
    const { rows, failures, remarks } = await present(session());
    expect(rows.map(({ rank }) => rank)).toEqual([1, 2, 3]);
    expect(rows.map(({ score }) => score)).toEqual(rows.map(({ score }) => score).sort((a, b) => b - a));
    expect(readdirSync(out)).toHaveLength(3 + 2);
    expect(rows.every(({ path }) => path?.startsWith(out))).toBe(true);
    expect(failures).toEqual([]);
    expect(remarks).toEqual([expect.stringMatching(/^Lonely: no partner/)]);
    expect(shown.slice(0, 3)).toEqual(['mashups 3', 'render started', 'render done']);
  });

  it('renders no more than asked for, none too', async () => {
    expect((await present(session({ top: 1 }))).rows).toHaveLength(1);
    expect((await present(session({ top: 0 }))).rows).toEqual([]);
  });

  it('one that fails is named, keeps its place, and does not stop the others', async () => {
    failing('timeout');
    const { rows, failures } = await present(session());
    expect(rows.map(({ path }) => path !== undefined)).toEqual([false, true, true]);
    expect(failures).toEqual([
      { name: `${rows[0].vocal} over ${rows[0].harmonic}`, code: 'timeout', message: 'no' },
    ]);
    expect(shown).toContain('render failed');
  });

  it('lets index.html play them; where that fails it is told in a line, and they are rendered all the same', async () => {
    await present(session());
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    for (const { path = '' } of (await present(session())).rows) {
      expect(readdirSync(path)).toContain('page.js');
      expect(page).toContain(`${encodeURIComponent(basename(path))}/page.js`);
    }
    rmSync(out, { recursive: true });
    const decode = vi
      .spyOn(world.tools.decoder, 'decode')
      .mockRejectedValueOnce(new PipelineError('missing-program', 'there is no ffmpeg'));
    const { rows, failures, remarks } = await present(session());
    decode.mockRestore();
    expect([rows.every(({ path }) => path !== undefined), failures]).toEqual([true, []]);
    const name = basename(rows[0].path ?? '');
    expect(remarks).toContain(`Making what index.html plays of ${name}: there is no ffmpeg`);
    expect(readdirSync(rows[0].path ?? '')).not.toContain('page.js');
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain(encodeURIComponent(name));
  });

  it.each<ErrorCode>(['disk-full', 'missing-program', 'aborted'])(
    '%s stops it: all would fail alike',
    async (code) => {
      failing(code);
      await expect(present(session())).rejects.toMatchObject({ code });
    },
  );

  it('begins no further one when asked to end', async () => {
    expect((await present(session({}, AbortSignal.abort()))).rows).toEqual([]);
  });
});

describe('of songs that were named', () => {
  const partsOf = ({ rows }: Results) =>
    rows.map(({ vocal, harmonic, percussion }) => [vocal, harmonic, percussion]);

  it('shows the mashups in which one of them takes part, in any role', async () => {
    const every = await present(session({ top: 50 }));
    const beta = await present(session({ top: 50 }), ['song:Beta']);
    expect(beta.rows.length).toBeGreaterThan(0);
    expect(partsOf(beta).every((parts) => parts.includes('Beta'))).toBe(true);
    expect(partsOf(every).some((parts) => !parts.includes('Beta'))).toBe(true);
    expect(partsOf(beta).some(([vocal]) => vocal !== 'Beta')).toBe(true);
    // One song alone may occur in more than three.
    expect(beta.rows.length).toBeGreaterThan(3);
  });

  it('changes nothing where all were named', async () => {
    const once = await present(session({ top: 50 }));
    const folder = { ...session({ top: 50 }), songs: ['/music'] };
    expect(partsOf(await presentResults(folder, all))).toEqual(partsOf(once));
  });

  it('says who came nearest to one that has no partner, and says nothing of the others', async () => {
    const { rows, nothing, remarks } = await present(session(), ['song:Lonely']);
    expect(rows).toEqual([]);
    expect(nothing).toEqual(['Lonely has no partner within the key and tempo rule.']);
    expect(remarks).toEqual([
      expect.stringMatching(
        /^Lonely: no partner .*; the nearest: Delta would need a stretch of 14 % where 12 %/,
      ),
    ]);
    expect((await present(session(), ['song:Beta'])).remarks).toEqual([]);
    expect((await present(session(), [])).nothing).toEqual(['None of the songs named can be used.']);
  });
});

describe('words of --vocal and --exclude', () => {
  it('that match no song are refused, each by its name', async () => {
    await expect(present(session({ vocal: ['alpha', 'alhpa'], exclude: ['nobody'] }))).rejects.toMatchObject({
      code: 'bad-config',
      message: expect.stringMatching(/2 problems[^]*--vocal "alhpa"[^]*--exclude "nobody"/) as string,
    });
    expect(world.tools.asked).toEqual([]);
  });

  it('that match a song which has just failed are not: its failure is told', async () => {
    const { nothing } = await present(session({ vocal: ['my new'] }), [...all, 'file:///music/My%20New.mp3']);
    expect(nothing).toEqual([expect.stringMatching(/of 5 songs --vocal leaves 0 voices\.$/)]);
  });

  it('that leave nothing that fits are named with what they leave', async () => {
    const { nothing } = await present(
      session({ vocal: ['alpha', 'beta'], exclude: ['beta', 'gamma', 'delta'] }),
    );
    expect(nothing).toEqual([
      'No two songs fit together within the key and tempo rule: of 5 songs --vocal leaves 1 voice, --exclude leaves out 3.',
    ]);
  });
});

describe('the folder of results', () => {
  const stale = (name: string, content: object = {}): void => {
    mkdirSync(join(out, name), { recursive: true });
    const [folder] = readdirSync(out).filter((each) => each.includes(' over '));
    const made = JSON.parse(readFileSync(join(out, folder, 'mashup.json'), 'utf8')) as object;
    writeFileSync(join(out, name, 'mashup.json'), JSON.stringify({ ...made, mashupId: 'gone', ...content }));
  };

  it('after a full run holds no matched mashup that no ranking holds any more, and a list of the current ones', async () => {
    await present(session());
    stale('old over older 1234');
    const { rows, remarks } = await present(session({ top: 2 }));
    expect(readdirSync(join(out, 'older'))).toEqual(['old over older 1234']);
    expect(remarks).toContain(`1 mashup that no ranking holds any more moved to ${join(out, 'older')}`);
    // Three were rendered first; the third is still ranked.
    expect(readdirSync(out)).toHaveLength(3 + 3);
    const list = readFileSync(join(out, 'index.m3u8'), 'utf8').split('\n');
    expect(list.filter((line) => line.endsWith('.flac'))).toEqual(
      rows.map(({ path }) => `${basename(path ?? '')}/mix.flac`),
    );
  });

  it.each<[string, Partial<Config>, string[]]>([
    ['--vocal', { vocal: ['alpha'] }, all],
    ['--exclude', { exclude: ['gamma'] }, all],
    ['songs named', {}, ['song:Alpha']],
    ['nothing rendered', { top: 0 }, all],
  ])('is left as it is where not everything was ranked or shown: %s', async (_, changes, keys) => {
    await present(session());
    stale('old over older 1234');
    await present(session(changes), keys);
    expect(readdirSync(out)).toContain('old over older 1234');
    expect(readdirSync(out)).not.toContain('older');
  });
});

it('tells why each scored so, where that is asked for', async () => {
  const { rows } = await present({ ...session(), explain: true });
  for (const { why } of rows) expect(why?.[0]).toMatch(/^score [−-]?\d\.\d{3} by dualnet: network/);
  expect((await present(session())).rows.every(({ why }) => why === undefined)).toBe(true);
});

describe('reportOutcome', () => {
  const nothing = { keys: [], due: [], queued: [], titles: new Map<string, string>(), problems: [] };
  const empty = { rows: [], nothing: ['No two songs fit.'], remarks: [], failures: [] };

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
    const { rows } = await present(session());
    const { stderr, stdout } = await report(
      { rows, remarks: ['b: noted'], failures },
      { published: { ...nothing, problems } },
    );
    expect(stdout).toContain(rows[0].mashupId);
    const [where, remark, count, ...named] = stderr.trimEnd().split('\n');
    expect([where, remark, count]).toEqual([
      `3 mashups lie in ${out}; to hear them open ${out}/index.html`,
      ...['- b: noted', '2 failed:'],
    ]);
    expect(named).toEqual([
      expect.stringMatching(/^- \/x: no right/),
      expect.stringMatching(/^- a over b: too slow/),
    ]);
    expect((await report({ rows: rows.slice(0, 1) })).stderr).toBe(
      `The mashup lies in ${out}; to hear it open ${out}/index.html\n`,
    );
  });

  it('counts only mashups that were made, and says where no two songs fit', async () => {
    const { rows } = await present(session());
    const [first, second, third] = rows.map((row) => ({ ...row, path: undefined }));
    expect((await report({ rows: [first, { ...second, path: '/out/2' }, third], failures })).stderr).toMatch(
      /^The mashup lies/,
    );
    expect((await report({ rows: [first], failures })).stderr).toMatch(/^1 failed:/);
    expect((await report({})).stderr).toMatch(/^No two songs fit\./);
    expect((await report({}, { top: 0 })).stderr).toMatch(
      `Nothing was rendered, as asked by --top 0; this prints the best: npx mashstream watch --best --once --data ${directory('data')}\n`,
    );
  });

  it('tells programs the same as lines of JSON on stdout, and nothing beside', async () => {
    const { stdout, stderr } = await report({ remarks: ['r'], failures }, { json: true });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string });
    expect(lines.map(({ type }) => type)).toEqual(['remark', 'remark', 'failed']);
    expect(counted).toEqual([{ mashups: 0, failed: 1 }]);
    expect(stderr).toBe('');
  });
});
