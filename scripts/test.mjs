// npm test: sets up what is missing, then every check there is. The last line counts: `N passed, N failed, N skipped`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/ensureBuilt.mjs';
import { ensurePackages } from './lib/ensurePackages.mjs';
import { ensurePrograms } from './lib/ensurePrograms.mjs';
import { installServers } from './lib/installServers.mjs';
import { nodeProblem } from './lib/nodeProblem.mjs';
import { runStep } from './lib/runStep.mjs';
import { testSteps } from './lib/testSteps.mjs';

/** @typedef {import('./lib/countTests.mjs').Counts & { name: string, seconds?: number }} Row */

const root = fileURLToPath(new URL('..', import.meta.url));
/** No step may run on after this many milliseconds. */
const wholeLimit = 60 * 60_000;

/**
 * A preparation as a row. `harmless`: its problem leaves tests out, but is no failure.
 * @param {string} name
 * @param {string | undefined} problem
 * @param {boolean} harmless
 * @returns {Row}
 */
const prepared = (name, problem, harmless = false) => {
  if (problem) console.error(problem);
  const [failed, skipped] = harmless ? [0, 1] : [1, 0];
  return problem ? { name, passed: 0, failed, skipped } : { name, passed: 1, failed: 0, skipped: 0 };
};

/**
 * One step after the other.
 * @param {readonly import('./lib/testSteps.mjs').Step[]} steps
 * @param {{ scratch: string, aside: boolean }} options
 */
async function runSteps(steps, options) {
  /** @type {Row[]} */
  const done = [];
  for (const step of steps) {
    const limit = Math.max(1, Math.round(wholeLimit - performance.now()));
    done.push({ name: step.name, ...(await runStep(step, { root, limit, ...options })) });
  }
  return done;
}

/** @returns {Promise<Row[]>} */
async function runAll() {
  const packages = prepared('packages', nodeProblem(process.versions.node) ?? ensurePackages(root));
  if (packages.failed > 0) return [packages];
  const programs = prepared('programs', ensurePrograms(), process.env['CI'] !== 'true');
  const build = prepared('build', ensureBuilt(root));
  const servers = installServers(root);
  const scratch = mkdtempSync(join(tmpdir(), 'mashstream-test-'));
  /** @type {Row[]} */
  const steps = [];
  for (const lanes of testSteps) {
    const options = { scratch, aside: lanes.length > 1 };
    const rows = await Promise.all(lanes.map((lane) => runSteps(lane, options)));
    steps.push(...rows.flat());
  }
  servers.stop();
  rmSync(scratch, { recursive: true, force: true });
  return [packages, programs, build, ...steps];
}

const rows = await runAll();
console.log();
for (const { name, passed, failed, skipped, seconds } of rows)
  console.log(
    `${name.padEnd(10)} ${passed} / ${failed} / ${skipped} ${seconds ? `in ${seconds.toFixed(1)} s` : ''}`,
  );
const total = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
  rows.reduce((sum, row) => sum + row[what], 0);
console.log(`\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`);
process.exitCode = total('failed') > 0 ? 1 : 0;
