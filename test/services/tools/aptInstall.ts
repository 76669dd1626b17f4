import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../../../src/adapters/shared/once.js';
import { cacheFolder } from '../cache/cacheFolder.js';
import { withLock } from '../cache/withLock.js';
import { runTool } from './runTool.js';
import { versionOf } from './versionOf.js';

/** Debian packages may be installed without asking: root on Debian or a relative, as in a container or a fresh machine. */
const mayUseApt = (): boolean => process.getuid?.() === 0 && existsSync('/etc/debian_version');

const quiet = { environment: { DEBIAN_FRONTEND: 'noninteractive' } } as const;

/** One process at a time has apt's lists and the package database. */
const alone = (work: () => Promise<void>): Promise<void> => withLock(join(cacheFolder(), 'apt.lock'), work);

/** Reads the lists of packages, once, where that goes without asking: a fresh machine knows of none, or of old ones. */
export const aptUpdate = once(async () => {
  if (mayUseApt()) await alone(() => runTool('apt-get', ['update', '-qq'], quiet));
});

/**
 * Installs a Debian package where that goes without asking, if its version is `enough`; whether it came is for the caller to see.
 */
export async function aptInstall(
  name: string,
  enough: (version: readonly [number, number]) => boolean,
): Promise<void> {
  if (!mayUseApt()) return;
  try {
    await aptUpdate();
    const version = versionOf('apt-cache', ['show', '--no-all-versions', name]);
    if (!version || !enough(version)) return;
    await alone(() => runTool('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], quiet));
  } catch (error) {
    process.stderr.write(`${String(error)}\n`);
  }
}
