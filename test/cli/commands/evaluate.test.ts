import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../bench/untaughtModel.js';
import { mashstream } from '../../support/mashstream.js';
import { enterSong } from '../../support/matchedState.js';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const directory = temporaryDirectory();
const data = (): string => directory('data');
const evaluate = (...words: readonly string[]) => mashstream('evaluate', '--data', data(), ...words);

beforeAll(async () => {
  const state = openState(data(), 'run');
  for (let n = 0; n < 6; n += 1)
    await enterSong(state, { name: `Song ${n}`, artist: `Artist ${n}`, tonic: n % 3, bpm: 118 + n });
  // A second clip of a song that is there: neither right nor wrong.
  await enterSong(state, { name: 'Song 0 live', title: 'Song 0', artist: 'Artist 0' });
  await enterSong(state, { name: 'Fast', artist: 'Artist', tonic: 1, bpm: 163 });
  await state.close();
});

describe('mashstream evaluate', () => {
  it('judges the own parts of all clips by every scorer', async () => {
    const { code, json } = await evaluate('--json');
    expect(code).toBe(0);
    const told = json().find(({ type }) => type === 'evaluation') as unknown as {
      readonly tasks: readonly {
        readonly task: string;
        readonly scorers: readonly {
          readonly name: string;
          readonly figures: Readonly<Record<string, unknown>>;
        }[];
      }[];
    };
    expect(told).toMatchObject({ clips: 8, compositions: 7 });
    const [first] = told.tasks;
    expect(first.task).toBe('a voice among matched harmonies');
    expect(first.scorers.map(({ name }) => name)).toEqual([
      'amu',
      'amu-paper',
      'fit',
      'dualnet',
      'dualnet+fit',
    ]);
    // 6 queries with 6 wrong answers each but for the song that is there twice: those have 5.
    expect(first.scorers[0].figures).toMatchObject({
      queries: 7,
      compositions: 6,
      wrong: (2 * 5 + 5 * 6) / 7,
    });
  });

  it('asks of every condition that the songs allow, and tells what it could not ask', async () => {
    const { json } = await evaluate('--json', '--scorers', 'fit,lee');
    const told = json().find(({ type }) => type === 'evaluation') as unknown as {
      readonly tasks: readonly { readonly condition: string; readonly task: string }[];
      readonly leftOut: readonly { readonly task: string; readonly reason: string }[];
    };
    const conditions = ['matched', 'unmatched-key', 'unmatched-tempo', 'unmatched-key-tempo'];
    expect([...new Set(told.tasks.map(({ condition }) => condition))]).toEqual(conditions);
    expect(told.leftOut).toEqual([]);
    const one = await evaluate('--scorers', 'lee');
    expect(one.stderr).toMatch(
      /not asked: a voice among matched harmonies: none of the scorers judges pairs/,
    );
  });

  it('prints tables, and writes a report with plots', async () => {
    const path = directory('report.md');
    const { stdout } = await evaluate('--scorers', 'lee,amu', '--report', path);
    expect(stdout).toMatch(/a voice among matched triples: 7 queries of 6 compositions/);
    expect(stdout).toMatch(/^ {2}lee +0\.\d{3} \[0\.\d{3}, [01]\.\d{3}\]/m);
    const report = await readFile(path, 'utf8');
    expect(report).toMatch(/^\| amu \| 0\.\d{3} \[.*\] \| .* \[-?\d\.\d{3}, -?\d\.\d{3}\] \|$/m);
    expect(report).toMatch('| scorer | voice | harmony | percussion | rest |');
    expect(report).toMatch(
      /^\*\*objective evaluation, a voice's own parts and other mashups: 7 voices of 6 comp/m,
    );
    expect(report).toMatch(
      /^\| lee \| of other songs \| [01]\.\d{3} \[.*\] \| [01]\.\d{3} \| [01]\.\d{3} \| \d/m,
    );
    expect(report).toMatch(/^\| chance \| {2}\| 0.500/m);
    for (const [, picture] of report.matchAll(/!\[[^\]]+\]\(<(.+)>\)/g))
      expect(await readFile(directory(picture), 'utf8')).toMatch(/^<svg [^]+<\/svg>\n$/);
    const figures = JSON.parse(await readFile(directory('report.json'), 'utf8')) as unknown;
    expect(figures).toMatchObject({ clips: 8, compositions: 7 });
  });

  it('judges pairs with bleed where that is asked for, of scorers that know pairs', async () => {
    const path = directory('bleed/report.md');
    const { stdout, code } = await evaluate('--scorers', 'fit,lee', '--bleed', '--report', path);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bleed control, a voice among matched harmonies: 7 queries/m);
    expect(stdout).toMatch(/^ {2}fit +each with its own voice in it +[01]\.\d{3} \[/m);
    expect(stdout).not.toMatch(/^ {2}lee +true/m);
    expect(await readFile(directory('bleed/report-bleed.svg'), 'utf8')).toMatch(/the seed’s voice in all/);
    const none = await evaluate('--scorers', 'lee', '--bleed');
    expect([none.code, none.stderr]).toEqual([0, expect.stringMatching(/no bleed control/)]);
  });

  it('refuses scorers and splits that there are not, and a catalogue with nothing to tell apart', async () => {
    const wrong = await evaluate('--scorers', 'amu,magic', '--split', 'all');
    expect([wrong.code, wrong.stderr]).toEqual([
      1,
      expect.stringMatching(/magic is none of[^]*must be one of/),
    ]);
    const none = await evaluate('--split', 'test');
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/nothing to tell apart/)]);
  });

  it('judges by the models that are named, each under a name of its own', async () => {
    for (const seed of ['1', '2']) await writeUntaughtModel(directory(`model ${seed}`), seed);
    const models = ['1', '2'].flatMap((seed) => ['--model', directory(`model ${seed}`)]);
    const { json, stderr } = await evaluate(
      ...models,
      '--json',
      '--scorers',
      'fit,dualnet model 1,dualnet+fit model 2',
    );
    expect(stderr).toBe('');
    const told = json().find(({ type }) => type === 'evaluation') as unknown as {
      readonly objective: readonly {
        readonly moved: string;
        readonly rows: readonly { readonly judge: string }[];
      }[];
    };
    expect(told.objective.map(({ moved }) => moved)).toEqual(['both', 'harmonic', 'percussion']);
    const [{ rows }] = told.objective;
    expect(rows.map(({ judge }) => judge)).toEqual(['fit', 'dualnet model 1', 'dualnet+fit model 2']);
  });

  it('says that a network needs a model', async () => {
    const { code, stderr } = await evaluate('--scorers', 'fit,premixnet');
    expect(code).toBe(1);
    expect(stderr).toMatch(/no model is named for premixnet; name its folder with --model/);
  });
});
