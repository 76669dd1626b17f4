import type { MachineLoad } from './machineLoad.js';

interface NamedBench {
  readonly name: string;
  readonly about: string;
}

interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** How each thing that `bench` has to say is said. */
export interface BenchLines {
  readonly name: (bench: NamedBench) => string;
  readonly machine: (load: MachineLoad) => string;
  readonly figure: (bench: NamedBench, row: BenchRow) => string;
  readonly leftOut: (bench: NamedBench, why: string) => string;
}

const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));

const textLines: BenchLines = {
  name: ({ name, about }) => `${name.padEnd(12)} ${about}`,
  machine: ({ cores, processor, node, load }) =>
    `# ${cores} cores (${processor}), Node ${node}, load ${load.map((value) => value.toFixed(2)).join(' ')}`,
  figure: ({ name }, row) => `${name.padEnd(12)} ${row.name}: ${figure(row.value)} ${row.unit}`.trimEnd(),
  leftOut: ({ name, about }, why) => `${name.padEnd(12)} left out (${about}): ${why}`,
};

const jsonLines: BenchLines = {
  name: ({ name, about }) => JSON.stringify({ type: 'bench', name, about }),
  machine: (load) => JSON.stringify({ type: 'machine', ...load }),
  figure: ({ name }, row) => JSON.stringify({ type: 'figure', bench: name, ...row }),
  leftOut: ({ name }, why) => JSON.stringify({ type: 'left-out', bench: name, why }),
};

/** Figures and what is beside them as lines of text, or of JSON for programs. */
export const benchLines = (json: boolean): BenchLines => (json ? jsonLines : textLines);
