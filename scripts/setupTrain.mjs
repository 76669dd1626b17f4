// npm run setup:train [-- --gpu]: installs and builds TensorFlow.js, with which networks are trained, in the user's cache. `npm start` never needs it.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeProblem } from './lib/nodeProblem.mjs';
import { engineCache } from './lib/training/engineCache.mjs';
import { engines } from './lib/training/engines.mjs';
import { ensureEngine } from './lib/training/ensureEngine.mjs';
import { hostProblem } from './lib/training/hostProblem.mjs';

/** @param {readonly string[]} words */
async function setupTrain(words) {
  const unknown = words.find((word) => word !== '--gpu');
  if (unknown) return `Setting up training knows --gpu and no ${unknown}.`;
  const engine = words.includes('--gpu') ? engines.gpu : engines.cpu;
  // Node's report names the C library's version where it is glibc; its types do not say so.
  const report = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (
    /** @type {unknown} */ (process.report.getReport())
  );
  const { platform, arch } = process;
  const host = { platform, arch, glibc: report.header.glibcVersionRuntime !== undefined };
  const problem = nodeProblem(process.versions.node) ?? hostProblem(host);
  if (problem) return problem;
  const cache = engineCache(process.env, homedir());
  const recipes = fileURLToPath(new URL('../training', import.meta.url));
  const lack = await ensureEngine(engine, { recipes, cache });
  if (!lack) console.error(`Training is set up: ${join(cache, engine.folder)}`);
  return lack;
}

const problem = await setupTrain(process.argv.slice(2));
if (problem) console.error(problem);
process.exitCode = problem ? 1 : 0;
