import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean }} Entry
 * @param {string} path
 * @returns {Record<string, Entry>}
 */
const packagesIn = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/**
 * True when node_modules holds what package-lock.json says. npm keeps its own list of what it installed, written last, so an
 * interrupted install counts as none. Optional packages may be missing: they belong to other platforms.
 * @param {string} root
 */
export function packagesCurrent(root) {
  try {
    const wanted = packagesIn(join(root, 'package-lock.json'));
    const present = packagesIn(join(root, 'node_modules/.package-lock.json'));
    return Object.entries(wanted).every(
      ([name, { version, optional, devOptional }]) =>
        name === '' ||
        present[name]?.version === version ||
        (!(name in present) && (optional || devOptional)),
    );
  } catch {
    return false;
  }
}
