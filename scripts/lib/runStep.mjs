import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countTests } from './countTests.mjs';

/**
 * @param {string} path
 * @returns {import('./countTests.mjs').Report | undefined}
 */
const readReport = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
};

/**
 * Runs one step with its output shown. `limit`: milliseconds after which it is stopped and has failed.
 * @param {import('./testSteps.mjs').Step} step
 * @param {{ root: string, scratch: string, limit: number }} options
 * @returns {import('./countTests.mjs').Counts & { seconds: number }}
 */
export function runStep(step, { root, scratch, limit }) {
  console.log(`\n── ${step.name} ──`);
  const report = join(scratch, `${step.name}.json`);
  const reporters = step.project
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : [];
  const began = performance.now();
  const { status, error } = spawnSync(
    join(root, 'node_modules/.bin', step.program),
    [...step.args, ...reporters],
    { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], timeout: limit, killSignal: 'SIGKILL' },
  );
  if (error) console.error(`${step.name} was stopped: ${error.message}`);
  const well = status === 0;
  const counts = step.project
    ? countTests(readReport(report), well)
    : { passed: well ? 1 : 0, failed: well ? 0 : 1, skipped: 0 };
  return { ...counts, seconds: (performance.now() - began) / 1000 };
}
