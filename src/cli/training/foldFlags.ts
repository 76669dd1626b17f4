import { mixInputs, mixNetworks } from '../../domain/learning/mixTraining.js';
import { widths } from '../../model/networks/mixBlocks.js';
import { refuse } from '../refuse.js';
import { teachings, type VariantOptions } from '../runtime/folds/foldVariants.js';

export interface FoldTexts {
  readonly folds: string;
  readonly steps: string;
  readonly songs: string;
  /** With commas. */
  readonly sizes?: string;
  readonly network: string;
  readonly width: string;
  readonly input: string;
  /** With commas. */
  readonly labels: string;
  readonly from?: string;
  /** With commas. */
  readonly rate?: string;
  readonly examples?: string;
}

export interface FoldFlags extends VariantOptions {
  readonly folds: number;
  readonly steps: number;
  readonly songs: number;
  readonly sizes: readonly number[];
}

/** Folds that teach, choose and test are three at least. */
const leastFolds = 3;
const words = (text: string): readonly string[] => text.split(',').flatMap((word) => word.trim() || []);
const widthText = (width: number): string => (width === 1 ? '1' : `1/${1 / width}`);

/** Flags of a cross-validation; refuses what cannot be, all at once. */
export function foldFlags(texts: FoldTexts): FoldFlags {
  const problems: string[] = [];
  const count = (name: string, text: string, least: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least)
      problems.push(`--${name}: must be a whole number from ${least} (given: ${text})`);
    return value;
  };
  const oneOf = <T>(name: string, text: string, known: readonly T[], nameOf: (each: T) => string): T => {
    const found = known.find((each) => nameOf(each) === text);
    if (found === undefined)
      problems.push(`--${name}: must be one of ${known.map(nameOf).join(', ')} (given: ${text})`);
    return found ?? known[0];
  };
  const rateOf = (text: string): number => {
    if (!(Number(text) > 0 && Number(text) <= 1))
      problems.push(`--rate: must be numbers over 0, 1 at most (given: ${text})`);
    return Number(text);
  };
  if (texts.rate !== undefined && texts.from === undefined)
    problems.push('--rate: it is the rate at which a model is taught further; name that with --from');
  const network = oneOf('network', texts.network, ['dualnet', ...mixNetworks] as const, String);
  const flags = {
    folds: count('folds', texts.folds, leastFolds),
    steps: count('steps', texts.steps, 1),
    songs: count('songs', texts.songs, 2),
    sizes: words(texts.sizes ?? '').map((size) => count('sizes', size, 2)),
    ...(texts.from !== undefined && { from: texts.from }),
    rates: words(texts.rate ?? '').map(rateOf),
  };
  const mix = network !== 'dualnet' && {
    ...{ network, width: oneOf('width', texts.width, widths, widthText) },
    input: oneOf('input', texts.input, mixInputs, String),
    taught: words(texts.labels).map((label) => oneOf('labels', label, teachings, String)),
  };
  if (mix && texts.examples === undefined)
    problems.push(
      `--examples: ${network} is taught by examples; name their folder (mashstream examples writes one)`,
    );
  if (problems.length > 0) return refuse(problems);
  return { ...flags, ...(mix && { mix }) };
}
