import { afterAll, expect, it } from 'vitest';
import { modelRegistry } from '../../../src/adapters/networks/registry/modelRegistry.js';
import { readNetworkFile } from '../../../src/adapters/onnx/network/readNetworkFile.js';
import { openState, type State } from '../../../src/cli/runtime/wiring/openState.js';
import type { PublishedModel } from '../../../src/domain/learning/publishedModel.js';
import { taughtOf } from '../../../src/domain/learning/taught.js';
import { PipelineError } from '../../../src/errors.js';
import { appendOriginals, enterSungSongs } from '../../support/enterSungSongs.js';
import { killPrograms, startProgram, type Program } from '../../support/startProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);
afterAll(killPrograms);

const songs = 48;
const settings = [
  '--scorer',
  'fit',
  '--retrain-samples',
  '40',
  '--retrain-steps',
  '60',
  '--retrain-held-out',
  '3',
];
const retrain = (...more: readonly string[]): Program =>
  startProgram(['run', 'collect', 'retrain', '--data', at('data'), ...settings, ...more], { cwd: at() });

async function looking<T>(look: (state: State) => Promise<T>): Promise<T> {
  const state = openState(at('data'), 'append');
  return look(state).finally(() => state.close());
}
const versions = (): Promise<readonly PublishedModel[]> => looking((state) => modelRegistry(state).list());
const current = (): Promise<string | undefined> =>
  looking(async (state) => (await modelRegistry(state).current('dualnet'))?.current);
/** Steps of the training under way, as far as they are kept. */
const begun = (): Promise<boolean> =>
  looking(async ({ blobs }) => (await blobs.list('trainings/')).some((key) => key.includes('last')));

describeUnless(missing, 'a run that teaches', () => {
  it('teaches a network by its samples, goes on after kill −9 where it was, and publishes it as the current one', async () => {
    const state = openState(at('data'), 'run');
    await appendOriginals(state, await enterSungSongs(state, at('scores'), songs));
    await state.close();
    const killed = retrain();
    await until(begun, 120_000);
    killed.kill('SIGKILL');
    await killed.ended;
    expect(await versions()).toEqual([]);
    const program = retrain();
    await until(async () => (await current()) !== undefined, 120_000);
    program.kill('SIGINT');
    const { stderr } = await program.ended;
    const [model, ...more] = await versions();
    expect(more).toEqual([]);
    expect(taughtOf(model)).toMatchObject({ better: true, samples: { count: songs, upTo: [songs] } });
    expect(model.training).toMatchObject({
      steps: 60,
      engine: expect.stringContaining('TensorFlow') as string,
    });
    expect(model.figures['exportedApart']).toBeLessThan(1e-3);
    const { mean } = model.figures['harmonyOfVoice'] as { mean: number };
    expect(mean).toBeGreaterThan(0.8);
    expect(stderr).toContain(`dualnet ${model.version} was taught from nothing: it is better`);
    expect(await looking(({ blobs }) => blobs.list('trainings/'))).toEqual([]);
  });

  it('teaches further from the current version, with its weights, and says how the two compare', async () => {
    const champion = await current();
    await looking(async (state) => {
      const clips = await state.catalogue.getClips(Array.from({ length: songs }, (_, n) => `clip-${n}`));
      await appendOriginals(state, clips, 1);
    });
    const program = retrain('--retrain-steps', '20');
    await until(async () => (await versions()).length === 2, 120_000);
    program.kill('SIGINT');
    await program.ended;
    const [parent, challenger] = await versions();
    expect(challenger).toMatchObject({
      parent: champion,
      training: { steps: 20, samples: { count: songs } },
    });
    // As good as its parent was, if not better: it began with its weights.
    const [before, after] = ['parentHarmonyOfVoice', 'harmonyOfVoice'].map(
      (name) => challenger.figures[name] as { mean: number },
    );
    expect(before.mean).toBeCloseTo((parent.figures['harmonyOfVoice'] as { mean: number }).mean, 3);
    expect(after.mean).toBeGreaterThan(before.mean - 0.1);
    const gain = challenger.figures['gain'] as { low: number };
    expect(await current()).toBe(gain.low > 0 ? challenger.version : champion);
    const files = await looking((state) => modelRegistry(state).files(challenger));
    expect(
      readNetworkFile(files.get('vocal.onnx') ?? new Uint8Array(), 'vocal.onnx').weights.size,
    ).toBeGreaterThan(3);
  });

  it('without TensorFlow.js says what to run, and the rest of the run goes on', async () => {
    const env = { XDG_CACHE_HOME: at('empty') };
    const alone = await startProgram(['run', 'retrain', '--data', at('other')], { cwd: at(), env }).ended;
    expect(alone.code).not.toBe(0);
    expect(alone.stderr).toMatch(/Training needs TensorFlow.js.*Run: npm run setup:train/);
    const both = startProgram(['run', 'match', '--retrain', '--data', at('other')], { cwd: at(), env });
    await until(() => both.stderr().includes('Running match and collect and retrain'), 60_000);
    both.kill('SIGINT');
    expect((await both.ended).stderr).toMatch(
      /npm run setup:train\. Until then no model is taught here; the run goes on/,
    );
  });
});
