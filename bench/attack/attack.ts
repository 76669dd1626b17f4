import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchLines } from '../../src/cli/results/reports/benchLines.js';
import { machineLoad } from '../../src/cli/results/reports/machineLoad.js';
import { faultKinds, type Fault } from './fault.js';
import type { Flags } from './flags.js';
import { memoryFaults, memoryRows } from './sampleMemory.js';

export interface Trial {
  /** What it does, so that a person can do it by hand. */
  readonly steps: unknown;
  readonly run: () => Promise<readonly Fault[]>;
}

export interface Attack {
  /** The script's name. */
  readonly name: string;
  readonly flags: Flags;
  /** Done once, before the first trial, in the folder of all trials. */
  readonly prepare?: (folder: string) => void;
  /** The trial of a seed, in a folder of its own. */
  readonly trialOf: (seed: string, place: { readonly folder: string; readonly root: string }) => Trial;
  /** Further rows of the summary. */
  readonly figures?: () => Readonly<Record<string, string>>;
}

/** Faults of one kind and subject that are printed of one trial at most. */
const told = 4;

/** Runs the trials one after the other, prints those that failed, and a summary; the process's exit code tells whether all went well. */
export async function attack({ name, flags, prepare, trialOf, figures }: Attack): Promise<void> {
  const { seed, from, count } = flags;
  const root = flags.folder ?? mkdtempSync(join(tmpdir(), `mashstream-${name}-`));
  const machine = (): void => console.log(benchLines(false).machine(machineLoad()));
  console.log(`# ${name}: seed ${seed}, trials ${from} to ${from + count - 1}, in ${root}`);
  machine();
  prepare?.(root);
  const began = performance.now();
  const all: Fault[] = [];
  let failed = 0;
  for (let i = from; i < from + count; i++) {
    const folder = join(root, `trial ${i}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const trial = trialOf(`${seed}/${i}`, { folder, root });
    const start = performance.now();
    const found = await trial.run().catch(crashed);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    all.push(...found);
    console.log(`trial ${i}: ${found.length === 0 ? 'well' : `${found.length} FAULTS`} (${seconds} s)`);
    if (found.length > 0) {
      failed += 1;
      tell({ name, seed, i, steps: trial.steps, found });
    }
    if (found.length === 0 || !flags.keep) rmSync(folder, { recursive: true, force: true });
  }
  machine();
  const memory = memoryFaults();
  all.push(...memory);
  for (const { text } of memory) console.log(`memory: ${text}`);
  const minutes = `${((performance.now() - began) / 60_000).toFixed(1)} min`;
  console.table({
    trials: count,
    failed,
    ...Object.fromEntries(faultKinds.map((kind) => [kind, all.filter((each) => each.kind === kind).length])),
    ...memoryRows(),
    ...figures?.(),
    time: minutes,
  });
  if (flags.folder === undefined && !(flags.keep && failed > 0))
    rmSync(root, { recursive: true, force: true });
  process.exitCode = all.length === 0 ? 0 : 1;
}

/** A fault of the script, or something that it did not think of. */
const crashed = (error: unknown): readonly Fault[] => [
  { kind: 'crash', text: error instanceof Error ? (error.stack ?? error.message) : String(error) },
];

interface Failed {
  readonly name: string;
  readonly seed: string;
  readonly i: number;
  readonly steps: unknown;
  readonly found: readonly Fault[];
}

function tell({ name, seed, i, steps, found }: Failed): void {
  const subject = ({ kind, text }: Fault): string => `${kind} ${text.split(' ')[0]}`;
  for (const each of new Set(found.map(subject))) {
    const group = found.filter((fault) => subject(fault) === each);
    for (const { kind, text } of group.slice(0, told)) console.log(`  ${kind}: ${text}`);
    if (group.length > told) console.log(`    … and ${group.length - told} more like these`);
  }
  console.log(`  steps: ${JSON.stringify(steps)}`);
  console.log(`  again: npx tsx bench/attack/${name}.ts --seed ${seed} --from ${i} --count 1 --keep`);
}
