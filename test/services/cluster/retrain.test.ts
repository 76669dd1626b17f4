import { afterEach, beforeAll, expect, it } from 'vitest';
import { modelRegistry } from '../../../src/adapters/networks/registry/modelRegistry.js';
import { taughtOf } from '../../../src/domain/learning/taught.js';
import { PipelineError } from '../../../src/errors.js';
import { appendOriginals, enterSungSongs } from '../../support/enterSungSongs.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';
import { until } from '../../support/until.js';
import { describeUnless } from '../describeOn.js';
import { installTfjs } from '../tfjs/installTfjs.js';
import { build, describeOnServers } from './support/describeCluster.js';
import { endInOrder } from './support/expectWhole.js';
import { lettersIn } from './support/readings.js';
import { untilReady } from './support/untilReady.js';
import { openWorld, type World } from './support/world.js';

const at = temporaryDirectory();
const limit = 600_000;
const missing = await installTfjs().then(
  () => undefined,
  (error: unknown) => PipelineError.from(error).message,
);
const songs = 48;

describeUnless(missing, 'with TensorFlow.js', () => {
  describeOnServers('workers that teach', (servers) => {
    let world: World;
    beforeAll(build, limit);
    afterEach(() => world.close());

    it(
      'share nothing: one is killed in the middle, another goes on from its checkpoint and publishes one version',
      async () => {
        world = await openWorld(servers(), at('teaching'));
        const settings = { retrainSamples: '40', retrainSteps: '120', retrainHeldOut: '3' };
        const names = ['collect', 'retrain'] as const;
        await appendOriginals(world.state, await enterSungSongs(world.state, at('scores'), songs));
        const first = world.worker({ names, settings });
        await untilReady(first);
        const { log, blobs } = world.state;
        const models = modelRegistry({ log, blobs });
        const isKept = async (): Promise<boolean> =>
          (await blobs.list('trainings/')).some((key) => key.includes('last'));
        await until(isKept, 300_000);
        first.kill('SIGKILL');
        await first.ended;
        const [shipped, ...none] = await models.list();
        expect(none).toEqual([]);
        const second = world.worker({ names, settings });
        await until(() => second.stderr().includes('was taught from'), 300_000);
        const [, model, ...more] = await models.list();
        expect(more).toEqual([]);
        expect(model.parent).toBe(shipped.version);
        expect(taughtOf(model)).toMatchObject({ samples: { count: songs } });
        const { current } = (await models.current('dualnet')) ?? {};
        expect(current).toBe((taughtOf(model)?.better ? model : shipped).version);
        expect((await models.files(model)).size).toBe(2);
        // Of what it had to teach the second had but the rest to do.
        await until(async () => (await blobs.list('trainings/')).length === 0, 60_000);
        expect(await lettersIn(world.state)).toEqual([]);
        expect(second.stderr()).toContain(`was taught from ${shipped.version}`);
        await endInOrder(world);
      },
      limit,
    );
  });
});
