import { expect, it } from 'vitest';
import { writeUntaughtModel } from '../../../../bench/untaughtModel.js';
import { readModel } from '../../../../src/adapters/networks/modelFolder.js';
import { publishFolder } from '../../../../src/cli/runtime/models/publishFolder.js';
import { openRetraining } from '../../../../src/cli/runtime/retraining/openRetraining.js';
import { openState } from '../../../../src/cli/runtime/wiring/openState.js';
import { shippedModel } from '../../../../src/cli/runtime/wiring/shippedModel.js';
import { configSchema } from '../../../../src/config.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const at = temporaryDirectory();

it('who teaches goes on from the model that comes with the program, or from what somebody has chosen', async () => {
  const state = openState(at('data'), 'run');
  const config = configSchema.parse({ data: at('data') });
  const { models } = await openRetraining(config, state);
  const { version } = readModel(shippedModel).model;
  expect(await models.current('dualnet')).toMatchObject({ current: version, reason: 'shipped' });
  await writeUntaughtModel(at('own'));
  const own = await publishFolder(models, at('own'));
  await models.makeCurrent('dualnet', own.version, 'promoted');
  await openRetraining(config, state);
  expect(await models.current('dualnet')).toMatchObject({ current: own.version, before: [version] });
  await state.close();
});
