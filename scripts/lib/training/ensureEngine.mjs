import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { buildEngine } from './buildEngine.mjs';
import { engineVersion } from './engineVersion.mjs';
import { ensureTools } from './ensureTools.mjs';
import { buildStamp, removeLeftovers } from './removeLeftovers.mjs';

const megabyte = 1e6;
/**
 * @param {string} cache
 * @param {import('./engines.mjs').Engine} engine
 */
export function spaceProblem(cache, { space }) {
  const { bavail, bsize } = statfsSync(cache);
  const free = Math.floor((bavail * bsize) / megabyte);
  if (free >= space) return undefined;
  return `Setting up training needs ${space} MB on the disk of ${cache}; ${free} MB are free. Free some, or name another folder by MASHSTREAM_TFJS, and try again.`;
}

/**
 * Puts `built` in the place of `folder`, unless another run was faster. What stands there and does not load goes aside first.
 * @param {string} built
 * @param {string} folder
 * @param {import('./engines.mjs').Engine} engine
 */
function put(built, folder, engine) {
  if ('version' in engineVersion(folder, engine)) return;
  if (existsSync(folder)) renameSync(folder, `${built}.old`);
  try {
    renameSync(built, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/**
 * @param {import('./engines.mjs').Engine} engine
 * @param {{ recipes: string, cache: string }} places
 */
async function addEngine(engine, { recipes, cache }) {
  const building = join(cache, 'building');
  mkdirSync(building, { recursive: true });
  removeLeftovers(building);
  const lack = spaceProblem(cache, engine) ?? ensureTools();
  if (lack) return lack;
  const aside = mkdtempSync(join(building, buildStamp()));
  try {
    const built = join(aside, 'new');
    mkdirSync(built);
    const problem = await buildEngine(engine, { recipes, folder: built });
    if (!problem) put(built, join(cache, engine.folder), engine);
    return problem;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Sees to it that an engine is in the cache and can be loaded: it is there whole or not at all. Returns the problem, or undefined.
 * @param {import('./engines.mjs').Engine} engine
 * @param {{ recipes: string, cache: string }} places `recipes`: where training/ is
 */
export async function ensureEngine(engine, places) {
  if ('version' in engineVersion(join(places.cache, engine.folder), engine)) return undefined;
  try {
    return await addEngine(engine, places);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `Setting up training in ${places.cache} failed: ${reason}`;
  }
}
