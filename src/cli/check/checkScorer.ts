import { readModel } from '../../adapters/networks/modelFolder.js';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import type { Finding } from './finding.js';

/** Is the scorer's model there and whole, where one is used? */
export function checkScorer({ scorer, model }: Pick<Config, 'scorer' | 'model'>): Finding {
  const what = 'scorer';
  if (!scorer.endsWith('net')) return { what, well: true, text: `${scorer}, which needs no model` };
  if (model === undefined)
    return { what, well: false, text: `${scorer} needs a model. Name its folder with --model` };
  try {
    const { name, version } = readModel(model).model;
    return { what, well: true, text: `${scorer}, by ${name} ${version}` };
  } catch (error) {
    return { what, well: false, text: PipelineError.from(error).message };
  }
}
