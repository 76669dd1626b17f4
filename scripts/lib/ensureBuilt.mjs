import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runQuietly } from './runQuietly.mjs';

/**
 * Newest change under a file or folder, milliseconds; folders count, so that a deleted file is noticed.
 * @param {string} path
 * @returns {number}
 */
const newest = (path) => {
  const info = statSync(path);
  const below = info.isDirectory() ? readdirSync(path).map((name) => newest(join(path, name))) : [];
  return Math.max(info.mtimeMs, ...below);
};

/** @param {string} path */
const changed = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Compiles src and bench to dist when a source is newer than the last build. Returns the problem, or undefined.
 * @param {string} root
 */
export function ensureBuilt(root) {
  const stamp = join(root, 'dist/.built');
  const sources = ['src', 'bench', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
  const built = changed(join(root, 'dist/src/main.js')) && changed(stamp);
  if (Math.max(...sources.map((name) => newest(join(root, name)))) < built) return undefined;
  console.error('Compiling …');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const began = new Date();
  if (runQuietly(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root }) !== 0)
    return 'The sources do not compile (see above).';
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, `${began.toISOString()}\n`);
  // What was edited while it compiled is newer than the build.
  utimesSync(stamp, began, began);
  return undefined;
}
