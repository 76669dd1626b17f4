import {
  labelRules,
  mixInputs,
  mixLosses,
  mixNetworks,
  type MixTraining,
} from '../../domain/learning/mixTraining.js';
import { widths } from '../../model/networks/mixBlocks.js';
import { refuse } from '../refuse.js';

/** Whole numbers from `least` on; refuses others by the names of their flags. */
export function counted(
  flags: Readonly<Record<string, string>>,
  least: number,
): Readonly<Record<string, number>> {
  const wrong = Object.entries(flags).filter(
    ([, text]) => !(Number.isInteger(Number(text)) && Number(text) >= least),
  );
  if (wrong.length > 0)
    refuse(wrong.map(([name, text]) => `--${name}: must be a whole number from ${least} (given: ${text})`));
  return Object.fromEntries(Object.entries(flags).map(([name, text]) => [name, Number(text)]));
}

/** How one of the paper's networks is to be taught. */
export interface MixFlags extends MixTraining {
  readonly rate?: number;
}

interface MixTexts extends Readonly<Record<'network' | 'width' | 'labels' | 'loss' | 'input', string>> {
  readonly rate?: string;
}

const widthText = (width: number): string => (width === 1 ? '1' : `1/${1 / width}`);

/** Flags of one of the paper's networks; refuses what there is none of. */
export function mixFlags({ network, width, labels, loss, input, rate }: MixTexts): MixFlags {
  const wrong: string[] = [];
  const oneOf = <T>(flag: string, text: string, known: readonly T[], name: (each: T) => string): T => {
    const found = known.find((each) => name(each) === text);
    const others = flag === 'network' ? ['dualnet'] : [];
    const names = [...others, ...known.map(name)].join(', ');
    if (found === undefined) wrong.push(`--${flag}: must be one of ${names} (given: ${text})`);
    return found ?? known[0];
  };
  const flags = {
    network: oneOf('network', network, mixNetworks, String),
    width: oneOf('width', width, widths, widthText),
    labels: oneOf('labels', labels, labelRules, String),
    loss: oneOf('loss', loss, mixLosses, String),
  };
  const heard = oneOf('input', input, mixInputs, String);
  const number = Number(rate);
  if (rate !== undefined && !(number > 0)) wrong.push(`--rate: must be a number over 0 (given: ${rate})`);
  if (wrong.length > 0) refuse(wrong);
  return {
    ...flags,
    ...(heard !== 'mel' && { input: heard }),
    ...(rate !== undefined && { rate: number }),
  };
}
