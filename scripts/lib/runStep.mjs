import { spawn } from 'node:child_process';
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
 * Runs one step. `limit`: milliseconds after which it is stopped and has failed. `aside`: its output is shown when it has ended, and not
 * among that of others.
 * @param {import('./testSteps.mjs').Step} step
 * @param {{ root: string, scratch: string, limit: number, aside: boolean }} options
 * @returns {Promise<import('./countTests.mjs').Counts & { seconds: number }>}
 */
export async function runStep(step, { root, scratch, limit, aside }) {
  const title = `\n── ${step.name} ──\n`;
  if (!aside) process.stdout.write(title);
  const report = join(scratch, `${step.name}.json`);
  const reporters = step.project
    ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    : [];
  const began = performance.now();
  const shown = aside ? 'pipe' : 'inherit';
  const child = spawn(join(root, 'node_modules/.bin', step.program), [...step.args, ...reporters], {
    ...{ cwd: root, stdio: ['ignore', shown, shown], timeout: limit, killSignal: 'SIGKILL' },
  });
  /** @type {string[]} */
  const output = [title];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => output.push(String(text)));
  const problem = await new Promise((resolve) => {
    child.on('error', ({ message }) => resolve(message));
    child.on('close', (code, signal) => {
      const late =
        performance.now() - began >= limit ? `it was stopped after ${Math.round(limit / 60_000)} min` : '';
      resolve(code === 0 ? '' : late || (signal ?? `exit code ${code}`));
    });
  });
  if (aside) process.stdout.write(output.join(''));
  if (problem) console.error(`${step.name} failed: ${problem}`);
  const counts = step.project
    ? countTests(readReport(report), !problem)
    : { passed: problem ? 0 : 1, failed: problem ? 1 : 0, skipped: 0 };
  return { ...counts, seconds: (performance.now() - began) / 1000 };
}
