import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { PipelineError } from '../../../src/errors.js';
import { enterSong } from '../../support/matchedState.js';
import { startProgram } from '../../support/startProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);
const crossvalidate = (...more: readonly string[]) =>
  startProgram(
    ['crossvalidate', '--data', at('data'), '--out', at('folds'), '--steps', '20', '--songs', '4', ...more],
    { cwd: at() },
  ).ended;

describeUnless(missing, 'mashstream crossvalidate', () => {
  it('judges each song by a model that did not hear it, keeps the models, and tells tables', async () => {
    const state = openState(at('data'), 'run');
    for (let n = 0; n < 6; n += 1) await enterSong(state, { name: `Song ${n}`, artist: `Artist ${n}` });
    await state.close();
    const { code, stdout, stderr } = await crossvalidate('--folds', '3');
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/matched ones of others, 3 folds of 6 songs \(6 clips\)/);
    expect(stdout).toMatch(/^ {2}dualnet, from scratch +2\.0 +[01]\.\d{3} \[/m);
    const [again, report] = [
      await crossvalidate('--folds', '3'),
      await readFile(at('folds/folds.md'), 'utf8'),
    ];
    // Models that are there are not trained again, and judge the same.
    expect(again.stdout).toBe(stdout);
    expect(report).toMatch(/^\| dualnet, from scratch \| 2.0 \|/m);
  });

  it('refuses fewer songs than folds need, and a training that was begun otherwise', async () => {
    const few = await crossvalidate('--folds', '4');
    expect([few.code, few.stderr]).toEqual([1, expect.stringMatching(/6 songs.*and 4 folds need 8/)]);
    const other = await crossvalidate('--folds', '3', '--seed', '2');
    expect([other.code, other.stderr]).toEqual([1, expect.stringMatching(/begun with other --seed/)]);
  });
});
