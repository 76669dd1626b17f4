import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { PipelineError } from '../../../errors.js';
import { evaluationReport } from '../../results/reports/evaluationReport.js';
import type { Evaluation } from './evaluateScorers.js';

/** Makes the folder of a report where there is none, before any work is done for it. Error `bad-config`. */
export async function makeReportFolder(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true }).catch((cause: unknown) => {
    throw notWritten(dirname(path), cause);
  });
}

/** Writes the report to a Markdown file, and its plots and JSON beside it; resolves to all paths. Error `bad-config`. */
export async function writeReport(evaluation: Evaluation, path: string): Promise<readonly string[]> {
  const { dir, name } = parse(path);
  const paths: string[] = [];
  for (const [end, text] of Object.entries(evaluationReport(evaluation, name))) {
    const file = end === '.md' ? path : join(dir, `${name}${end}`);
    await writeFile(file, text).catch((cause: unknown) => {
      throw notWritten(file, cause);
    });
    paths.push(file);
  }
  return paths;
}

const notWritten = (path: string, cause: unknown): PipelineError =>
  new PipelineError(
    'bad-config',
    `Writing ${path}: ${PipelineError.from(cause).message}. Choose another with --report.`,
    { cause },
  );
