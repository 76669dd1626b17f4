import { rm } from 'node:fs/promises';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../bench/untaughtModel.js';
import { takeRunLock } from '../../../src/adapters/sqlite/lock/takeRunLock.js';
import { mashstream } from '../../support/mashstream.js';
import { matchedState } from '../../support/matchedState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();
let [first, second] = ['', ''];
beforeAll(async () => {
  first = (await writeUntaughtModel(at('first'))).version;
  second = (await writeUntaughtModel(at('second'), 'another')).version;
});
let data = '';
beforeEach(() => void (data = at(`data ${Math.random()}`)));

const models = (...words: readonly string[]) => mashstream('models', ...words, '--data', data);
/** The word `current`, alone, in the line of a version. */
const marked = (table: string, version: string): boolean =>
  table.split('\n').some((line) => line.includes(version) && / current /.test(line));

describe('mashstream models', () => {
  it('publishes a folder, lists it, and says how it is used', async () => {
    const { code, stdout, stderr } = await models('publish', at('first'));
    expect([code, stdout]).toEqual([0, `published: dualnet/${first}\n`]);
    expect(stderr).toContain(`models promote dualnet/${first}`);
    const list = await models('list');
    expect(list.stdout).toMatch(/^model +current +kind +taught by/);
    expect(list.stdout).toMatch(new RegExp(`dualnet/${first} +dualnet +nothing`));
  });

  it('promotes, and goes back', async () => {
    await models('publish', at('first'), '--promote');
    await models('publish', at('second'));
    expect(marked((await models('list')).stdout, first)).toBe(true);
    const promoted = await models('promote', `dualnet/${second.slice(0, 6)}`);
    expect([promoted.code, promoted.stdout]).toEqual([0, `current: dualnet/${second} (promoted)\n`]);
    expect(promoted.stderr).toMatch(/To rank by it: .*run ingest match --scorer dualnet --data/);
    const list = (await models('list')).stdout;
    expect([marked(list, first), marked(list, second)]).toEqual([false, true]);
    expect((await models('rollback', 'dualnet')).stdout).toBe(`current: dualnet/${first} (rolled back)\n`);
    expect(marked((await models('list')).stdout, first)).toBe(true);
    const { code, stderr } = await models('rollback', 'dualnet');
    expect([code, stderr]).toEqual([1, expect.stringMatching(/no other was current/)]);
  });

  it('shows what is known of one, the current by its name alone', async () => {
    await models('publish', at('first'), '--promote');
    await models('publish', at('second'));
    const { stdout } = await models('show', 'dualnet');
    expect(stdout).toMatch(new RegExp(`^model +dualnet/${first}, dualnet, current \\(promoted\\)`));
    expect(stdout).toMatch(/taught by +0 of nothing \(CC0\)/);
    expect(stdout).toMatch(/file +vocal.onnx, \d+ bytes, [0-9a-f]{64}/);
    expect((await models('show', `dualnet/${second}`)).stdout).toMatch(/not current/);
  });

  it('writes JSON lines', async () => {
    const types = async (...words: readonly string[]) =>
      (await models(...words, '--json')).json().map(({ type }) => type);
    await matchedState(data, []);
    expect(await types('list')).toEqual(['note', 'end']);
    expect(await types('publish', at('first'))).toEqual(['published', 'note', 'end']);
    expect(await types('promote', `dualnet/${first}`)).toEqual(['current', 'note', 'end']);
    expect((await models('list', '--json')).json()[0]).toMatchObject({ name: 'dualnet', current: true });
    expect(await types('show', 'dualnet')).toEqual(['model', 'end']);
  });

  it('says what there is where something is not', async () => {
    const none = await models('show', 'dualnet');
    expect([none.code, none.stderr]).toEqual([
      1,
      expect.stringMatching(/There is no database|nothing is published/),
    ]);
    await models('publish', at('first'));
    for (const words of ['nobody', 'dualnet/ffffffffffffffff', 'dualnet/x/y']) {
      const { code, stderr } = await models('promote', words);
      expect([code, stderr]).toEqual([
        1,
        expect.stringMatching(new RegExp(`there is none. There are: dualnet/${first}`)),
      ]);
    }
  });

  it('refuses a folder whose model is damaged', async () => {
    await writeUntaughtModel(at('damaged'));
    await rm(at('damaged/vocal.onnx'));
    const { code, stderr } = await models('publish', at('damaged'));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/vocal.onnx cannot be read/)]);
  });

  it('works beside a run, which takes the model up', async () => {
    await matchedState(data, []);
    const lock = takeRunLock(`${data}/run.lock`);
    try {
      expect((await models('publish', at('first'))).code).toBe(0);
      const { code, stderr } = await models('promote', 'dualnet');
      expect([code, stderr]).toEqual([0, expect.stringMatching(/A run at work by this network takes it up/)]);
    } finally {
      lock.release();
    }
  });
});
