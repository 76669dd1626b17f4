import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { htdemucsSeparator } from '../src/adapters/onnx/htdemucsSeparator.js';
import type { SeparationReport } from '../src/adapters/onnx/separatorChild.js';
import { packageFolder } from '../src/packageFolder.js';
import type { BenchRow } from './benchRow.js';
import { writeStemSum } from './writeStemSum.js';

/** Length of the excerpt: five model calls. */
const seconds = 31.38;

/**
 * Separates one excerpt `jobs` times in one child: time in all (reading and writing files included) over the time of the model
 * calls themselves, in the same run, and the child's memory.
 */
export async function separationBench({ jobs = 5 }: { readonly jobs?: number } = {}): Promise<
  readonly BenchRow[]
> {
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  const reports: SeparationReport[] = [];
  const separator = htdemucsSeparator({ onReport: (report) => reports.push(report) });
  try {
    const file = (name: string) => join(folder, `${name}.wav`);
    writeStemSum(join(packageFolder, 'test/golden/stems'), file('mix'), seconds);
    const outputs = { vocals: file('v'), drums: file('d'), bass: file('b'), other: file('o') };
    for (let i = 0; i < jobs; i++) await separator.separate({ input: file('mix'), outputs });
  } finally {
    await separator.close();
    await rm(folder, { recursive: true, force: true });
  }
  const sum = (of: (report: SeparationReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const gigabytes = (bytes: number): number => bytes / 1e9;
  const last = reports[reports.length - 1];
  return [
    {
      name: 'separation over bare model calls',
      value: sum((r) => r.seconds) / sum((r) => r.modelSeconds),
      unit: 'times',
    },
    { name: 'separation over real time', value: sum((r) => r.seconds) / (jobs * seconds), unit: 'times' },
    {
      name: 'separator child, memory after the first job',
      value: gigabytes(reports[0].memory.now),
      unit: 'GB',
    },
    { name: `separator child, memory after ${jobs} jobs`, value: gigabytes(last.memory.now), unit: 'GB' },
    { name: 'separator child, most memory', value: gigabytes(last.memory.peak), unit: 'GB' },
  ];
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href)
  for (const { name, value, unit } of await separationBench())
    console.log(`${name}: ${value.toPrecision(4)} ${unit}`);
