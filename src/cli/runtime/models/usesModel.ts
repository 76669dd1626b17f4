import type { Config } from '../../../config.js';
import type { Model } from '../../../domain/learning/model.js';
import { PipelineError } from '../../../errors.js';

/** Is it a network, which judges by a model? */
export const usesModel = (scorer: Config['scorer']): scorer is Config['scorer'] & Model['kind'] =>
  scorer.endsWith('net');

/** Error `bad-config` where a model is named by which nothing is judged. */
export function refuseUnused({ scorer, model }: Pick<Config, 'scorer' | 'model'>): void {
  if (usesModel(scorer) || model === undefined) return;
  throw new PipelineError(
    'bad-config',
    `A model is named (${model}), and scorer ${scorer} judges by none: add --scorer dualnet, or leave --model out.`,
  );
}
