import { writeFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/createProgram.js';
import { mashstream, type Told } from '../support/mashstream.js';
import { matchedState } from '../support/matchedState.js';
import { temporaryDirectory } from '../support/temporaryDirectory.js';
import { takeRunLock } from '../../src/adapters/sqlite/lock/takeRunLock.js';
import { until } from '../support/until.js';

const directory = temporaryDirectory();
const data = directory('data');
const empty = directory('empty');
const places = ['--data', data, '--out', directory('out')];
beforeAll(async () => {
  await matchedState(data, [{ name: 'Alpha' }, { name: 'Beta', tonic: 1 }]);
  await matchedState(empty, []);
  await writeFile(directory('bad.mp3'), 'no sound');
});

/** Every line is a JSON object with a type; the last one, and no other, is `end` with the exit code. */
function expectJson({ json, code }: Told): readonly Record<string, unknown>[] {
  const lines = json();
  for (const line of lines) expect(typeof line['type']).toBe('string');
  expect(lines.filter(({ type }) => type === 'end')).toEqual([lines.at(-1)]);
  expect(lines.at(-1)).toMatchObject({ type: 'end', exitCode: code });
  return lines;
}
const typesOf = (lines: readonly Record<string, unknown>[]): unknown[] => [
  ...new Set(lines.map(({ type }) => type)),
];

/** How each command goes well, or nearly, and what it writes then. */
const well: readonly (readonly [words: readonly string[], code: number, types: readonly string[]])[] = [
  [
    ['run', directory('bad.mp3'), '--data', directory('new'), '--top', '0'],
    3,
    ['begin', 'progress', 'failed'],
  ],
  [['publish', directory('bad.mp3'), '--data', directory('queue')], 0, ['queued', 'note']],
  [['remove', 'Beta', '--data', directory('queue')], 1, ['error']],
  [['watch', '--once', '--data', data], 0, ['ranking']],
  [['watch', '--once', '--best', '--data', data], 0, ['best']],
  [['watch', '--once', '--data', empty], 0, ['note']],
  [['check', ...places], 0, ['finding']],
  [['bench', '--list'], 0, ['bench']],
  [['bench', 'mel', '--music', directory('none')], 0, ['machine', 'left-out']],
];

describe('--json', () => {
  it.each(well)('%j', async (words, code, types) => {
    const told = await mashstream(...words, '--json');
    expect(told.code).toBe(code);
    expect(typesOf(expectJson(told))).toEqual([...types, 'end']);
  });

  it('counts in the last line of a run what came of it', async () => {
    const told = await mashstream('run', directory('bad.mp3'), ...places, '--top', '0', '--json');
    expect(told.json().at(-1)).toEqual({ type: 'end', mashups: 0, failed: 1, exitCode: 3 });
  });

  it('of a removal beside a run says that the run does it', async () => {
    const folder = directory('beside');
    await matchedState(folder, [{ name: 'Alpha' }]);
    const lock = takeRunLock(`${folder}/run.lock`);
    try {
      const lines = expectJson(await mashstream('remove', 'Alpha', '--data', folder, '--json'));
      expect(typesOf(lines)).toEqual(['queued', 'note', 'end']);
    } finally {
      lock.release();
    }
  });

  it('of a removal tells what went', async () => {
    const folder = directory('removed');
    await matchedState(folder, [{ name: 'Alpha' }, { name: 'Beta', tonic: 1 }]);
    const lines = expectJson(await mashstream('remove', 'Alpha', '--data', folder, '--json'));
    expect(typesOf(lines)).toEqual(['begin', 'progress', 'removed', 'end']);
  });

  it.each([
    ['a flag that there is not', ['run', '--topp', '3'], 'bad-config', /unknown option/],
    ['a word too few', ['remove'], 'bad-config', /missing required argument/],
    ['a setting that is wrong', ['run', '--top', 'many'], 'bad-config', /--top/],
    ['a song that there is not', ['run', directory('nowhere')], undefined, /nowhere/],
    ['a folder without state', ['watch', '--data', directory('nowhere')], 'not-found', /no database/],
    ['an id that there is not', ['render', 'zz', ...places], 'not-found', /zz/],
    ['a condition that there is not', ['render', '--condition', 'odd', ...places], 'bad-config', /odd/],
    ['a bench that there is not', ['bench', 'odd'], 'bad-config', /odd/],
    ['nothing to publish', ['publish', '--data', directory('queue')], 'bad-config', /name songs/],
  ])(
    '%s: a line of type error, then the end; on stderr the same for people',
    async (_, words, code, text) => {
      const told = await mashstream(...words, '--json');
      const lines = expectJson(told);
      expect(typesOf(lines)).toEqual(['error', 'end']);
      expect(told.code).toBe(1);
      expect(lines[0]).toMatchObject({
        code: code ?? (expect.any(String) as string),
        message: expect.stringMatching(text) as string,
      });
      expect(told.stderr).toMatch(text);
    },
  );

  it('without --json writes no JSON, whatever goes wrong', async () => {
    const { stdout, code } = await mashstream('run', '--topp', '3');
    expect([stdout, code]).toEqual(['', 1]);
  });

  it.each([
    ['run', 'match', '--data', data],
    ['watch', '--data', data],
  ])('%s %s interrupted: the end says so', async (...words) => {
    const listening = process.listenerCount('SIGINT');
    const running = mashstream(...words, '--json');
    await until(() => process.listenerCount('SIGINT') > listening, 15_000);
    process.emit('SIGINT');
    const told = await running;
    expect(told.code).toBe(130);
    expectJson(told);
  });

  it('is known to every command', () => {
    const leaves = createProgram().commands.flatMap((command) =>
      command.commands.length === 0 ? [command] : command.commands,
    );
    for (const command of leaves)
      expect(
        command.options.map(({ long }) => long),
        command.name(),
      ).toContain('--json');
  });
});
