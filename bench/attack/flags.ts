import { parseArgs } from 'node:util';

export interface Flags {
  /** Names all random draws. */
  readonly seed: string;
  /** The first trial, and how many. */
  readonly from: number;
  readonly count: number;
  /** How large a trial is, where that can be chosen. */
  readonly size: number;
  /** Where the work is done; left out: in a temporary folder. */
  readonly folder: string | undefined;
  /** Folders of trials that failed are kept. */
  readonly keep: boolean;
  /** A file of JSON with the steps of the trial, in place of those drawn. */
  readonly steps: string | undefined;
}

/** The flags of an attack: --seed, --from, --count, --size, --folder, --keep, --steps. Throws on any other. */
export function readFlags(defaults: { readonly count: number; readonly size?: number }): Flags {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      count: { type: 'string', default: String(defaults.count) },
      size: { type: 'string', default: String(defaults.size ?? 0) },
      folder: { type: 'string' },
      steps: { type: 'string' },
      keep: { type: 'boolean', default: false },
    },
  });
  const whole = (name: 'from' | 'count' | 'size'): number => {
    const value = Number(values[name]);
    if (Number.isSafeInteger(value) && value >= 0) return value;
    throw new Error(`--${name}: must be a whole number (given: ${values[name]})`);
  };
  const { seed, folder, steps, keep } = values;
  return { seed, folder, steps, keep, from: whole('from'), count: whole('count'), size: whole('size') };
}
