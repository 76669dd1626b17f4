import { join, resolve } from 'node:path';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import { inputOf } from '../../../domain/learning/mixInputs.js';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { PipelineError } from '../../../errors.js';
import { checkpointNames } from '../training/checkpointNames.js';
import type { FoldVariant } from './foldPlan.js';

/** How the paper's networks are taught, for comparison: by two classes with a rule for unlabelled mashups, or by InfoNCE. */
export const teachings = ['lsro', 'pseudo', 'none', 'infonce'] as const;
export type Teaching = (typeof teachings)[number];

export interface VariantOptions {
  /** One of the paper's networks, and how it is taught, each in its turn; left out: DualNet. */
  readonly mix?: Pick<MixTraining, 'network' | 'width' | 'input'> & { readonly taught: readonly Teaching[] };
  /** A model's folder to begin with as well. */
  readonly from?: string;
  /** Learning rates at which to go on from it, each in its turn; left out: that of a network that begins with nothing. */
  readonly rates?: readonly number[];
}

/** All variants, each from scratch, and at each rate from the model where there is one. Error `bad-config` where that is of another kind. */
export function foldVariants({ mix, from, rates = [] }: VariantOptions): readonly FoldVariant[] {
  const other = mix?.input === undefined || mix.input === 'mel' ? {} : { input: mix.input };
  const plain: readonly FoldVariant[] = mix
    ? mix.taught.map((taught) => ({
        name: `${mix.network} ${taught}${other.input ? ` (${other.input})` : ''}`,
        key: `${mix.network}-${mix.width}-${taught}${other.input ? `-${other.input}` : ''}`,
        mix: { network: mix.network, width: mix.width, ...lossOf(taught), ...other },
      }))
    : [{ name: 'dualnet', key: 'dualnet' }];
  const scratch = plain.map((each) => ({ ...each, name: `${each.name}, from scratch` }));
  if (from === undefined) return scratch;
  const { model } = readModel(from);
  const [found, wanted] = [
    kindText(model.kind, model.width, inputOf(model.inputs)),
    kindText(mix?.network ?? 'dualnet', mix?.width, mix && (mix.input ?? 'mel')),
  ];
  if (found !== wanted)
    throw new PipelineError(
      'bad-config',
      `Cross-validation: the model in ${from} is a ${found}, and ${wanted} is to be trained. Name another with --from.`,
    );
  // What mashstream train leaves beside a model.
  const weights = join(resolve(from), 'work', checkpointNames.best);
  const warm = plain.map(({ name, key, ...rest }) => ({
    ...{ ...rest, weights, name: `${name}, from the model`, key: `${key}-from-${model.version}` },
  }));
  return [...scratch, ...(rates.length === 0 ? warm : warm.flatMap((each) => atRates(each, rates)))];
}

const kindText = (kind: string, width?: number, input?: string): string =>
  [
    kind,
    ...(width === undefined ? [] : [`of width ${width}`]),
    ...(input === undefined ? [] : [`that hears ${input}`]),
  ].join(' ');

const atRates = (variant: FoldVariant, rates: readonly number[]): readonly FoldVariant[] =>
  rates.map((rate) => ({
    ...{ ...variant, rate, name: `${variant.name} at rate ${rate}`, key: `${variant.key}-rate-${rate}` },
  }));

const lossOf = (taught: Teaching): Pick<MixTraining, 'labels' | 'loss'> =>
  taught === 'infonce' ? { labels: 'none', loss: 'infonce' } : { labels: taught, loss: 'classes' };
