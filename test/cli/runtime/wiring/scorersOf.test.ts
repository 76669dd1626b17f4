import { expect, it } from 'vitest';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { scorersOf } from '../../../../src/cli/runtime/wiring/scorersOf.js';
import { readModel } from '../../../../src/adapters/networks/modelFolder.js';
import { shippedModel } from '../../../../src/cli/runtime/wiring/shippedModel.js';
import { configSchema } from '../../../../src/config.js';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { enterSong, matchAll } from '../../../support/matchedState.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('dualnet judges by the model that is named: rankings say so, and another model ranks anew', async () => {
  await writeUntaughtModel(at('model'));
  const { version } = await writeUntaughtModel(at('other'), 'other');
  const state = openState(at('data'), 'run');
  try {
    for (const name of ['a', 'b', 'c']) await enterSong(state, { name });
    await matchAll(state, at('data'), { scorer: 'dualnet', model: at('model') });
    const first = await state.catalogue.scorersOfSeeds();
    expect(first.some((terms) => terms.startsWith('dualnet@'))).toBe(true);
    await matchAll(state, at('data'), { scorer: 'dualnet', model: at('other') });
    const second = await state.catalogue.scorersOfSeeds();
    expect(second.some((terms) => terms.includes(version))).toBe(true);
    expect(second).not.toEqual(first);
  } finally {
    await state.close();
  }
});

it('dualnet without a model judges by that which comes with the program', async () => {
  const state = openState(at('none'), 'run');
  const scorers = scorersOf(configSchema.parse({ scorer: 'dualnet' }), state);
  expect(scorers.take().scorer.version).toContain(readModel(shippedModel).model.version);
  await state.close();
});
