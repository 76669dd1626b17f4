import { copyFileSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { npmCi } from '../npmCi.mjs';
import { runQuietly } from '../runQuietly.mjs';
import { downloadWheels } from './downloadWheels.mjs';
import { engineVersion } from './engineVersion.mjs';
import { libraryLinks, libraryPlace } from './libraryLayout.mjs';
import { bundledNodeGyp, nodeGypArguments } from './nodeGyp.mjs';
import { unzip } from './unzip.mjs';

/**
 * @param {string} recipe
 * @param {string} folder
 */
function installPackages(recipe, folder) {
  for (const name of ['package.json', 'package-lock.json'])
    copyFileSync(join(recipe, name), join(folder, name));
  // Its own install step would download a libtensorflow, and an addon linked to that.
  return npmCi(['--ignore-scripts'], { cwd: folder }) === 0
    ? undefined
    : 'TensorFlow.js could not be installed (npm tells above why). Check the network and the space on the disk and try again.';
}

/**
 * @param {string} requirements
 * @param {string} folder
 * @param {string} deps
 */
async function installLibrary(requirements, folder, deps) {
  const scratch = join(folder, 'wheels');
  mkdirSync(scratch);
  const wheels = downloadWheels(requirements, scratch);
  if (typeof wheels === 'string') return wheels;
  for (const wheel of wheels) {
    await unzip(wheel, (name) => libraryPlace(name, deps));
    rmSync(wheel);
  }
  for (const [library, link] of libraryLinks) symlinkSync(library, join(deps, 'lib', link));
  rmSync(scratch, { recursive: true });
  return undefined;
}

/** @param {string} home */
function compileAddon(home) {
  const nodeGyp = bundledNodeGyp(process.env);
  if (!nodeGyp)
    return 'The npm on the PATH has no node-gyp in it. Install npm anew (it comes with Node) and try again.';
  const args = [nodeGyp, ...nodeGypArguments(home, process.execPath)];
  if (runQuietly(process.execPath, args, { cwd: home }) !== 0)
    return 'The addon of TensorFlow.js does not compile (see above). It needs a g++ that knows C++17 and, where Node was installed without its headers, a network to get them.';
  rmSync(join(home, 'build'), { recursive: true });
  return undefined;
}

/**
 * Installs and builds an engine in an empty folder, and tries whether it can be loaded. Returns the problem, or undefined.
 * @param {import('./engines.mjs').Engine} engine
 * @param {{ recipes: string, folder: string }} places `recipes`: where training/ is
 */
export async function buildEngine(engine, { recipes, folder }) {
  const recipe = join(recipes, engine.recipe);
  const home = join(folder, 'node_modules', engine.packageName);
  console.error('Installing TensorFlow.js …');
  const problem = installPackages(recipe, folder);
  if (problem) return problem;
  console.error(`Downloading TensorFlow's C library (${engine.download} MB) …`);
  const lack = await installLibrary(join(recipe, 'requirements.txt'), folder, join(home, 'deps'));
  if (lack) return lack;
  console.error('Compiling its addon …');
  const fault = compileAddon(home);
  if (fault) return fault;
  const tried = engineVersion(folder, engine);
  return 'version' in tried ? undefined : `TensorFlow.js was built, but cannot be loaded: ${tried.problem}`;
}
