import { truncate, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { readModel } from '../../../src/adapters/networks/modelFolder.js';
import { takeRunLock } from '../../../src/adapters/sqlite/lock/takeRunLock.js';
import { PipelineError } from '../../../src/errors.js';
import { startProgram, type Program } from '../../support/startProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { writeSungScores } from '../../support/writeSungScores.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);

const steps = 100;
const train = (out: string, ...more: readonly string[]): Program =>
  startProgram(
    [
      'train',
      at('scores'),
      '--out',
      at(out),
      '--steps',
      String(steps),
      '--songs',
      '12',
      '--versions',
      '2',
      '--licence',
      'CC0-1.0',
      '--json',
      ...more,
    ],
    { cwd: at() },
  );

type Line = Readonly<Record<string, unknown>>;
const linesOf = (text: string): readonly Line[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);

describeUnless(missing, 'mashstream train', () => {
  it('teaches a model which piano goes with a voice; a bad score is told and costs nothing else', async () => {
    await writeSungScores(at('scores'), 40);
    await writeFile(at('scores/odd.mxl'), 'no archive');
    const { code, stdout, stderr } = await train('whole').ended;
    expect([code, stderr]).toEqual([0, '']);
    const lines = linesOf(stdout);
    expect(lines.filter(({ type }) => type === 'note')).toEqual([
      { type: 'note', text: expect.stringMatching(/odd.mxl.*no archive.*Leave it out/) as string },
    ]);
    expect(lines.find(({ type }) => type === 'begin')).toMatchObject({
      step: 0,
      engine: expect.stringContaining('TensorFlow') as string,
    });
    const { model } = readModel(at('whole'));
    expect(lines.find(({ type }) => type === 'model')).toEqual({ type: 'model', ...model });
    expect(model.data).toEqual([{ name: 'scores', licence: 'CC0-1.0', compositions: 40 }]);
    // Of compositions that it was not taught by.
    const { mean } = model.figures['harmonyOfVoice'] as { mean: number };
    expect(mean).toBeGreaterThan(0.8);
    expect(model.figures['exportedApart']).toBeLessThan(1e-3);
    expect(model.calibration?.a).toBeLessThan(0);
    const tensors = lines.filter(({ type }) => type === 'step').map((line) => line['tensors']);
    expect(new Set(tensors).size).toBe(1);
  });

  it('goes on after it was killed, and comes to the same', async () => {
    const killed = train('killed');
    await until(() => linesOf(killed.stdout()).some((line) => line['validation'] !== undefined), 120_000);
    killed.kill('SIGKILL');
    await killed.ended;
    const { code, stdout } = await train('killed').ended;
    expect(code).toBe(0);
    const lines = linesOf(stdout);
    expect(lines.find(({ type }) => type === 'begin')).toMatchObject({ step: 20 });
    const [again, whole] = [readModel(at('killed')).model, readModel(at('whole')).model];
    expect(again.training).toEqual(whole.training);
    const mean = ({ figures }: typeof again): number => (figures['harmonyOfVoice'] as { mean: number }).mean;
    expect(mean(again)).toBeCloseTo(mean(whole), 2);
  });

  it('refuses a folder in which another training is at work', async () => {
    const lock = takeRunLock(at('killed/train.lock'));
    const { code, stderr } = await train('killed').ended;
    lock.release();
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Another run uses this folder for a model \(process \d+/);
  });

  it('does not go on with other draws', async () => {
    const { code, stderr } = await train('killed', '--seed', '2').ended;
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/begun with other --seed, music or --versions. Give the same again/);
  });

  it('refuses a checkpoint that is cut off, with what to do', async () => {
    await truncate(at('killed/work/last.safetensors'), 5000);
    const { code, stderr } = await train('killed').ended;
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Reading the checkpoint .*last.safetensors: .*cut off.*Remove the file/);
  });

  it('says what to run where TensorFlow.js is not set up', async () => {
    const { code, stderr } = await startProgram(
      ['train', at('scores'), '--out', at('without'), '--versions', '1'],
      { cwd: at(), env: { XDG_CACHE_HOME: at('empty') } },
    ).ended;
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/Training needs TensorFlow.js.*Run: npm run setup:train/);
  });
});
