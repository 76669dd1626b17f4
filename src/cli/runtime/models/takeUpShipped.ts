import { readModel } from '../../../adapters/networks/modelFolder.js';
import type { Models } from '../../../ports/models.js';
import { shippedModel } from '../wiring/shippedModel.js';
import { publishFolder } from './publishFolder.js';

/** Where no version was chosen, or only such as came with a program, that which comes with this one is published and current. */
export async function takeUpShipped(models: Models): Promise<void> {
  const { name, version } = readModel(shippedModel).model;
  const current = await models.current(name);
  if (current && (current.reason !== 'shipped' || current.current === version)) return;
  await publishFolder(models, shippedModel);
  await models.makeCurrent(name, version, 'shipped');
}
