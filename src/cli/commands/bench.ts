import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { programName } from '../commandLine.js';
import type { Bench, BenchContext } from '../../../bench/benches.js';
import { packageFolder } from '../../packageFolder.js';
import { refuse } from '../refuse.js';
import { benchLines, type BenchLines } from '../results/reports/benchLines.js';
import { demoConfig } from '../runtime/wiring/demo.js';
import { machineLoad } from '../results/reports/machineLoad.js';
import { print } from '../text/print.js';

const help = `
Figures mean something on an idle machine only: see the load beside them. \`${programName()} bench --list\` names the benches.

Example:
  ${programName()} bench amu catalogue`;

interface Flags {
  readonly music: string;
  readonly separated?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** mashstream bench: the figures of docs/benchmarks.md. */
export function benchCommand(): Command {
  return new Command('bench')
    .summary('measure speed and accuracy on this machine')
    .description('Runs benches, all of them by default, and prints what they measured.')
    .argument('[names...]', 'benches to run')
    .option(
      '--music <folder>',
      'music with known truth, in stems/ and songs/',
      join(packageFolder, '../shared/music'),
    )
    .option('--separated <folder>', 'keep separated music there, and find it again (default: nowhere)')
    .option('--list', 'print the names of the benches')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help)
    .action(bench);
}

async function bench(
  names: readonly string[],
  { music, separated, list, json = false }: Flags,
): Promise<void> {
  // Not before it is needed: benches load all that they measure.
  const { benches } = await import('../../../bench/benches.js');
  const printLine = (line: string): void => print(`${line}\n`);
  const show = benchLines(json);
  if (list) return benches.forEach((each) => printLine(show.name(each)));
  const unknown = names.filter((word) => !benches.some(({ name }) => name === word));
  const known = benches.map(({ name }) => name).join(', ');
  if (unknown.length > 0) refuse(unknown.map((word) => `there is no bench ${word}; there are ${known}`));
  const chosen = benches.filter(({ name }) => names.length === 0 || names.includes(name));
  const context = { ...demoConfig, music: resolve(music), separated };
  printLine(show.machine(machineLoad()));
  for (const each of chosen) {
    const missing = each.needs(context).filter((path) => !existsSync(path));
    const why = `needs ${missing.map((path) => relative('.', path)).join(' and ')}`;
    if (missing.length > 0) printLine(show.leftOut(each, why));
    else for (const line of await measured(each, context, show)) printLine(line);
  }
  printLine(show.machine(machineLoad()));
}

async function measured(each: Bench, context: BenchContext, show: BenchLines): Promise<readonly string[]> {
  const rows = await each.run(context);
  return rows === undefined || rows.length === 0
    ? [show.leftOut(each, 'there is nothing to measure it on')]
    : rows.map((row) => show.figure(each, row));
}
