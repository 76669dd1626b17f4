import { existsSync } from 'node:fs';
import { runQuietly } from './runQuietly.mjs';

/** Packages may be installed without asking: root on Debian, Ubuntu or a relative, as in a container or a fresh machine. */
export const mayUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** @param {readonly string[]} args */
const apt = (args) =>
  runQuietly('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/**
 * Installs Debian packages; whether they came is for the caller to see.
 * @param {readonly string[]} names
 */
export function aptInstall(names) {
  apt(['update', '-q']);
  apt(['install', '-y', '-q', '--no-install-recommends', ...names]);
}
