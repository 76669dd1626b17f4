import { lastValueFrom, toArray } from 'rxjs';
import { afterAll, expect, it } from 'vitest';
import { readModel } from '../../../src/adapters/networks/modelFolder.js';
import { modelRegistry } from '../../../src/adapters/networks/registry/modelRegistry.js';
import { readNetworkFile } from '../../../src/adapters/onnx/network/readNetworkFile.js';
import { openState, type State } from '../../../src/cli/runtime/wiring/openState.js';
import { shippedModel } from '../../../src/cli/runtime/wiring/shippedModel.js';
import type { PublishedModel } from '../../../src/domain/learning/publishedModel.js';
import { taughtOf } from '../../../src/domain/learning/taught.js';
import { PipelineError } from '../../../src/errors.js';
import { appendOriginals, enterSungSongs } from '../../support/enterSungSongs.js';
import { enterSong } from '../../support/matchedState.js';
import { killPrograms, startProgram, type Program } from '../../support/startProgram.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { withinState } from '../../support/withinState.js';
import { writeBaseMusic } from '../../support/writeBaseMusic.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from './installTfjs.js';

const at = temporaryDirectory();
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);
afterAll(killPrograms);

const songs = 48;
const limit = 400_000;
const patience = 300_000;
/** What one has done the next goes on with, so none is tried again. */
const long = { timeout: 600_000, retry: 0 };
const settings = ['--retrain-samples', '40', '--retrain-held-out', '3'];
const run = (names: readonly string[], ...more: readonly string[]): Program =>
  startProgram(['run', ...names, '--data', at('data'), ...settings, ...more], { cwd: at(), limit });
const retrain = (...more: readonly string[]): Program => run(['collect', 'retrain'], ...more);
const shipped = readModel(shippedModel).model.version;
const meanOf = (model: PublishedModel, figure: string): number =>
  (model.figures[figure] as { mean: number }).mean;

const looking = <T>(look: (state: State) => Promise<T>): Promise<T> =>
  withinState(at('data'), 'append', look);
const versions = (): Promise<readonly PublishedModel[]> => looking((state) => modelRegistry(state).list());
const current = (): Promise<string | undefined> =>
  looking(async (state) => (await modelRegistry(state).current('dualnet'))?.current);
const lettersIn = (): Promise<readonly unknown[]> =>
  looking(({ log }) => lastValueFrom(log.readTable('dead-letters').pipe(toArray())));
/** Is anything kept of the training under way? */
const begun = (): Promise<boolean> =>
  looking(async ({ blobs }) => (await blobs.list('trainings/')).some((key) => key.includes('last')));

describeUnless(missing, 'a run that teaches', () => {
  it(
    'goes on from the model that comes with the program, after kill −9 where it was, and publishes what it taught',
    long,
    async () => {
      const state = openState(at('data'), 'run');
      await appendOriginals(state, await enterSungSongs(state, at('scores'), songs));
      await state.close();
      const killed = retrain('--retrain-steps', '60');
      await until(begun, patience);
      killed.kill('SIGKILL');
      await killed.ended;
      expect((await versions()).map(({ version }) => version)).toEqual([shipped]);
      const program = retrain('--retrain-steps', '60');
      await until(() => program.stderr().includes('was taught from'), patience);
      program.kill('SIGINT');
      const { stderr } = await program.ended;
      const [first, model, ...more] = await versions();
      expect([first.version, more]).toEqual([shipped, []]);
      const { better } = taughtOf(model) ?? {};
      expect(taughtOf(model)).toMatchObject({ samples: { count: songs, upTo: [songs] } });
      expect(model.parent).toBe(shipped);
      expect(model.training.engine).toContain('TensorFlow');
      expect(model.data.map(({ name }) => name)).toEqual(['leadsheets', 'lieder', 'songs']);
      expect(model.figures['exportedApart']).toBeLessThan(1e-3);
      expect(model.calibration?.a).toBeLessThan(0);
      // What was learned of scores is not lost by a few songs.
      expect(meanOf(model, 'parentHarmonyOfVoice')).toBeGreaterThan(0.7);
      expect(meanOf(model, 'harmonyOfVoice')).toBeGreaterThan(meanOf(model, 'parentHarmonyOfVoice') - 0.05);
      const { low } = model.figures['gain'] as { low: number };
      expect(better).toBe(low > 0);
      expect(await current()).toBe(better ? model.version : shipped);
      expect(stderr).toContain(
        `dualnet ${model.version} was taught from ${shipped}: it is ${better ? 'better' : 'not better'}`,
      );
      expect(await looking(({ blobs }) => blobs.list('trainings/'))).toEqual([]);
    },
  );

  it('teaches further from the current version, with its weights, beside --retrain-music', long, async () => {
    const champion = await current();
    await writeBaseMusic(at('base'), 56);
    await looking(async (state) => {
      const clips = await state.catalogue.getClips(Array.from({ length: songs }, (_, n) => `clip-${n}`));
      await appendOriginals(state, clips, 1);
    });
    const program = retrain('--retrain-steps', '20', '--retrain-music', at('base'));
    await until(async () => (await versions()).length === 3, patience);
    program.kill('SIGINT');
    await program.ended;
    const [, before, challenger] = await versions();
    expect(challenger).toMatchObject({
      parent: champion,
      training: { steps: 20, samples: { count: songs } },
    });
    const figure = champion === shipped ? 'parentHarmonyOfVoice' : 'harmonyOfVoice';
    expect(meanOf(challenger, 'parentHarmonyOfVoice')).toBeCloseTo(meanOf(before, figure), 3);
    expect(challenger.data).toContainEqual(expect.objectContaining({ name: 'base', licence: 'unknown' }));
    const [gain, elsewhere] = ['gain', 'gainElsewhere'].map(
      (name) => challenger.figures[name] as { low: number; high: number },
    );
    expect(taughtOf(challenger)?.better).toBe(gain.low > 0 && !(elsewhere.high < 0));
    const files = await looking((state) => modelRegistry(state).files(challenger));
    expect(
      readNetworkFile(files.get('vocal.onnx') ?? new Uint8Array(), 'vocal.onnx').weights.size,
    ).toBeGreaterThan(3);
  });

  it(
    'with the default scorer teaches while it ranks, and ranks by what was taught once that is current',
    long,
    async () => {
      const count = (await versions()).length;
      await looking(async (state) => {
        for (let n = 0; n < 6; n += 1) await enterSong(state, { name: `Song ${n}`, artist: `Artist ${n}` });
        const clips = await state.catalogue.getClips(Array.from({ length: songs }, (_, n) => `clip-${n}`));
        await appendOriginals(state, clips, 2);
      });
      const program = run(['match', 'collect', 'retrain'], ...['--retrain-steps', '20']);
      await until(async () => (await versions()).length > count, patience);
      const taught = (await versions())[count];
      expect(taughtOf(taught)?.samples.count).toBeGreaterThanOrEqual(songs);
      // What was refused somebody may prefer all the same.
      if ((await current()) !== taught.version)
        await looking((state) => modelRegistry(state).makeCurrent('dualnet', taught.version, 'promoted'));
      const swapped = `Scores are those of dualnet/${taught.version} from now on`;
      await until(() => program.stderr().includes(swapped), patience);
      const isRankedBy = async (): Promise<boolean> => {
        const terms = await looking(({ catalogue }) => catalogue.scorersOfSeeds());
        return terms.some((each) => each.includes(taught.version));
      };
      await until(isRankedBy, patience);
      program.kill('SIGINT');
      await program.ended;
      expect(await lettersIn()).toEqual([]);
    },
  );

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
