import { join, resolve } from 'node:path';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { PipelineError } from '../../../errors.js';
import { checkpointNames } from '../training/checkpointNames.js';
import type { FoldVariant } from './foldPlan.js';

/** How the paper's networks are taught, for comparison: by two classes with a rule for unlabelled mashups, or by InfoNCE. */
export const teachings = ['lsro', 'pseudo', 'none', 'infonce'] as const;
export type Teaching = (typeof teachings)[number];

export interface VariantOptions {
  /** One of the paper's networks, and how it is taught, each in its turn; left out: DualNet. */
  readonly mix?: Pick<MixTraining, 'network' | 'width'> & { readonly taught: readonly Teaching[] };
  /** A model's folder to begin with as well. */
  readonly from?: string;
  /** Learning rates at which to go on from it, each in its turn; left out: that of a network that begins with nothing. */
  readonly rates?: readonly number[];
}

/** All variants, each from scratch, and at each rate from the model where there is one. Error `bad-config` where that is of another kind. */
export function foldVariants({ mix, from, rates = [] }: VariantOptions): readonly FoldVariant[] {
  const plain: readonly FoldVariant[] = mix
    ? mix.taught.map((taught) => ({
        name: `${mix.network} ${taught}`,
        key: `${mix.network}-${mix.width}-${taught}`,
        mix: { network: mix.network, width: mix.width, ...lossOf(taught) },
      }))
    : [{ name: 'dualnet', key: 'dualnet' }];
  const scratch = plain.map((each) => ({ ...each, name: `${each.name}, from scratch` }));
  if (from === undefined) return scratch;
  const { model } = readModel(from);
  const kind = mix?.network ?? 'dualnet';
  if (model.kind !== kind || (mix && model.width !== mix.width))
    throw new PipelineError(
      'bad-config',
      `Cross-validation: the model in ${from} is a ${model.kind}${model.width === undefined ? '' : ` of width ${model.width}`}, and ${kind}${mix ? ` of width ${mix.width}` : ''} is to be trained. Name another with --from.`,
    );
  // What mashstream train leaves beside a model.
  const weights = join(resolve(from), 'work', checkpointNames.best);
  const warm = plain.map(({ name, key, ...rest }) => ({
    ...{ ...rest, weights, name: `${name}, from the model`, key: `${key}-from-${model.version}` },
  }));
  return [...scratch, ...(rates.length === 0 ? warm : warm.flatMap((each) => atRates(each, rates)))];
}

const atRates = (variant: FoldVariant, rates: readonly number[]): readonly FoldVariant[] =>
  rates.map((rate) => ({
    ...{ ...variant, rate, name: `${variant.name} at rate ${rate}`, key: `${variant.key}-rate-${rate}` },
  }));

const lossOf = (taught: Teaching): Pick<MixTraining, 'labels' | 'loss'> =>
  taught === 'infonce' ? { labels: 'none', loss: 'infonce' } : { labels: taught, loss: 'classes' };
