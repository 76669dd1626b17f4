import { expect, it } from 'vitest';
import { begunTrainings } from '../../../src/adapters/networks/registry/begunTrainings.js';
import { storeFaults } from '../../../src/cli/check/storeFaults.js';
import { openState } from '../../../src/cli/runtime/wiring/openState.js';
import { temporaryDirectory } from '../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('checkpoints of a training under way belong to it; those that were left behind to nothing', async () => {
  const state = openState(at('data'), 'run');
  const trainings = begunTrainings(state);
  const training = { name: 'dualnet', id: 'id', request: '0 1', upTo: [3] };
  const orphans = async () => (await storeFaults(state, { contents: false })).orphans;
  await trainings.keep(training, new Map([['last', new Uint8Array([1])]]));
  expect(await state.blobs.list('trainings/')).toHaveLength(1);
  expect(await orphans()).toEqual([]);
  await trainings.keep(training, new Map([['last', new Uint8Array([2])]]));
  const [kept, ...more] = await state.blobs.list('trainings/');
  expect(more).toEqual([]);
  await state.log.append('models', [{ key: 'dualnet/training', value: null }]);
  expect(await orphans()).toEqual([kept]);
  await state.close();
});
