import { afterEach, beforeEach, expect, it } from 'vitest';
import { begunTrainings } from '../../../../src/adapters/networks/registry/begunTrainings.js';
import { modelRegistry } from '../../../../src/adapters/networks/registry/modelRegistry.js';
import { askToRetrain, retrainAsker } from '../../../../src/cli/runtime/retraining/askToRetrain.js';
import { retrainOptionsOf } from '../../../../src/cli/runtime/retraining/retrainOptionsOf.js';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { configSchema } from '../../../../src/config.js';
import { taughtOf } from '../../../../src/domain/learning/taught.js';
import { silentObserver } from '../../../../src/metrics.js';
import { plainRetraining } from '../../../support/plainTeacher.js';
import { appendOriginals, enterSungSongs } from '../../../support/enterSungSongs.js';
import { livePipeline, type LivePipeline } from '../../../support/livePipeline.js';
import { manualClock } from '../../../support/manualClock.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';
import { until } from '../../../support/until.js';
import { untilIdle } from '../../../../src/cli/runtime/session/untilIdle.js';

const at = temporaryDirectory();
let folders = 0;
let live: LivePipeline | undefined;
let data: string;
beforeEach(() => (data = at(String((folders += 1)))));
afterEach(() => live?.close());

/** Songs with samples in a data folder, and a pipeline that teaches them as configured. */
async function teaching(settings: Readonly<Record<string, number>>): Promise<readonly string[]> {
  const state = openState(data, 'run');
  await appendOriginals(state, await enterSungSongs(state, at(`scores ${folders}`), 24));
  await state.close();
  const notes: string[] = [];
  const config = configSchema.parse({ data, httpPort: 0, ...settings });
  live = await livePipeline(data, {
    ...{ config, names: ['collect', 'retrain'], onRetrained: (text) => void notes.push(text) },
    retrainingOf: plainRetraining,
  });
  await askToRetrain(live.state);
  if (!(await untilIdle(live.pipeline))) throw new Error('the pipeline ended');
  return notes;
}

const metric = async (name: string): Promise<string | undefined> =>
  new RegExp(`^${name} (.*)$`, 'm').exec(await (await fetch(`${live?.url ?? ''}/metrics`)).text())?.[1];
const taught = async () =>
  (await modelRegistry(live!.state).list()).flatMap((model) => taughtOf(model) ?? []);

it('samples ask for a training, which publishes; metrics tell', async () => {
  const notes = await teaching({ retrainHeldOut: 2 });
  expect(await taught()).toMatchObject([{ samples: { count: 24 } }]);
  expect(notes[0]).toMatch(/was taught from nothing/);
  expect(await metric('mashstream_retrain_last_timestamp_seconds')).not.toBe('0');
  expect(await metric('mashstream_retrain_area\\{model="challenger"\\}')).toBeDefined();
  await appendOriginals(live!.state, await live!.state.catalogue.getClips(['clip-1', 'clip-2']), 1);
  await askToRetrain(live!.state);
  await untilIdle(live!.pipeline);
  // Two are too few so soon after (--retrain-samples, --retrain-hours).
  expect(await taught()).toHaveLength(1);
  expect(await metric('mashstream_retrain_samples_waiting')).toBe('2');
});

it('--retrain-samples: as many as are set are worth one', async () => {
  await teaching({ retrainHeldOut: 2, retrainSamples: 2 });
  await appendOriginals(live!.state, await live!.state.catalogue.getClips(['clip-1', 'clip-2']), 1);
  // Songs of one tempo teach the plain teacher nothing: the same version again, and the samples count as tried.
  await until(async () => (await begunTrainings(live!.state).failed('dualnet'))?.upTo.at(0) === 26);
  expect(await taught()).toHaveLength(1);
});

it('--retrain-held-out: with fewer songs nothing is taught, and it is said', async () => {
  expect((await teaching({ retrainHeldOut: 20 }))[0]).toMatch(/and 20 are needed \(--retrain-held-out\)/);
  expect(await taught()).toEqual([]);
});

it('--retrain-hours is the interval, and how often the first of the workers asks, an hour at most', async () => {
  const state = openState(data, 'run');
  const clock = manualClock();
  const config = configSchema.parse({ data, retrainHours: 0.5 });
  const kept = plainRetraining(state);
  const told = { note: () => undefined, waiting: () => undefined, taught: () => undefined };
  expect(retrainOptionsOf(config, state, { observer: silentObserver, told }, kept).interval).toBe(1_800_000);
  let owned = false;
  const owns = (name: string, partition: number) => owned && name === 'collect' && partition === 0;
  const view = { begin: told.note, show: told.note, note: told.note, close: told.note };
  const look = retrainAsker({ config, state: { ...state, clock }, view }, { owns });
  const asked = async (): Promise<number> => (await state.log.lag('nobody', ['retrain']))[0].lag;
  const lookFor = (minutes: number): void => {
    for (let minute = 0; minute < minutes; minute += 1) {
      look();
      clock.advance(60_000);
    }
  };
  lookFor(100);
  expect(await asked()).toBe(0);
  owned = true;
  lookFor(61);
  await expect.poll(asked).toBe(3);
  await state.close();
});
