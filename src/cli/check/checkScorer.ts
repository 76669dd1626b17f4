import { existsSync } from 'node:fs';
import { modelRegistry } from '../../adapters/networks/registry/modelRegistry.js';
import type { Config } from '../../config.js';
import type { Model } from '../../domain/learning/model.js';
import { modelKey } from '../../domain/learning/publishedModel.js';
import { PipelineError } from '../../errors.js';
import { refuseUnused, usesModel } from '../runtime/models/usesModel.js';
import { waitForState, type Kept } from '../runtime/session/waitForState.js';
import { isCluster } from '../runtime/wiring/clusterOptions.js';
import { dataFolder } from '../runtime/wiring/dataFolder.js';
import { modelOfKind } from '../runtime/wiring/modelOfKind.js';
import { shippedModel } from '../runtime/wiring/shippedModel.js';
import type { Finding } from './finding.js';

/** Is the scorer's model there and whole, where one is used? */
export async function checkScorer(config: Kept & Pick<Config, 'scorer' | 'model'>): Promise<Finding> {
  const { scorer, model: folder } = config;
  const what = 'scorer';
  try {
    refuseUnused(config);
    if (!usesModel(scorer)) return { what, well: true, text: `${scorer}, which needs no model` };
    if (folder === undefined) return await lookAtCurrent(config, scorer);
    const { model } = modelOfKind(scorer, folder);
    return { what, well: true, text: `${scorer}, by ${model.name} ${model.version}` };
  } catch (error) {
    return { what, well: false, text: PipelineError.from(error).message };
  }
}

/** Is there a current version, with all of its files? */
async function lookAtCurrent(kept: Kept, name: Model['kind']): Promise<Finding> {
  const what = 'scorer';
  const isServed = 'kafkaBrokers' in kept && isCluster(kept);
  if (!isServed && !existsSync(dataFolder(kept.data).database)) return lookAtShipped(name);
  const state = await waitForState(kept, 'look');
  try {
    const models = modelRegistry(state);
    const current = await models.current(name);
    if (!current) return lookAtShipped(name);
    const model = await models.find(name, current.current);
    if (!model)
      return { what, well: false, text: `${name}/${current.current} is current, and cannot be read here` };
    await models.files(model);
    return { what, well: true, text: `${name}, by ${modelKey(model)}, which is current` };
  } finally {
    await state.close();
  }
}

/** Is what comes with the program whole? Only a DualNet does. */
function lookAtShipped(name: Model['kind']): Finding {
  const { version } = modelOfKind(name, name === 'dualnet' ? shippedModel : undefined).model;
  return { what: 'scorer', well: true, text: `${name}, by the ${version} that comes with the program` };
}
