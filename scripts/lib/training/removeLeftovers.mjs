import { readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** No build takes so many milliseconds. */
const longest = 3 * 60 * 60_000;

/** How the folder of a build in the making begins: whose it is. Containers that share a cache have names of their own. */
export const buildStamp = () => `${hostname()}.${process.pid}.`;

/** @param {number} pid */
const alive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * A killed build's npm or compiler may still write there: the next build removes it then.
 * @param {string} path
 */
const remove = (path) => {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    console.error(`${path} could not be removed: ${error instanceof Error ? error.message : error}`);
  }
};

/**
 * Removes what builds have left that were killed: those of processes of this machine which run no more, and any that is too old to be at work.
 * @param {string} building
 */
export function removeLeftovers(building) {
  for (const name of readdirSync(building)) {
    const path = join(building, name);
    const [, host, pid] = /^(.+)\.(\d+)\.[^.]+$/.exec(name) ?? [];
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const dead = host === hostname() && !alive(Number(pid));
    if (dead || Date.now() - changed > longest) remove(path);
  }
}
