import { spawnSync } from 'node:child_process';
import { aptInstall, mayUseApt } from '../apt.mjs';
import { installCommand } from '../installCommand.mjs';

/** node-gyp is a Python program; pip downloads the wheels. */
const asked = [
  ['python3', 'python3', '--version'],
  ['pip', 'python3', '-m', 'pip', '--version'],
  ['make', 'make', '--version'],
  ['g++', 'g++', '--version'],
];

/** @type {import('../installCommand.mjs').PackageNames} */
const packages = {
  'apt-get': 'python3 python3-pip make g++',
  dnf: 'python3 python3-pip make gcc-c++',
  pacman: 'python python-pip make gcc',
  zypper: 'python3 python3-pip make gcc-c++',
  apk: 'python3 py3-pip make g++',
  brew: 'python3 make gcc',
};

/**
 * The tools that are not there, or do not work.
 * @param {NodeJS.ProcessEnv} env
 */
export const missingTools = (env) =>
  asked.flatMap(([name, program, ...args]) =>
    spawnSync(program, args, { env, stdio: 'ignore', timeout: 60_000 }).status === 0 ? [] : [name],
  );

/** Sees to the tools that build the addon. Returns the problem with what to do about it, or undefined. */
export function ensureTools() {
  if (missingTools(process.env).length > 0 && mayUseApt()) {
    console.error(`Installing ${packages['apt-get']} …`);
    aptInstall(packages['apt-get'].split(' '));
  }
  const missing = missingTools(process.env);
  if (missing.length === 0) return undefined;
  const command = installCommand(process.platform, process.env, packages);
  return `Setting up training needs ${missing.join(', ')}, missing here. Install with:\n\n  ${command}\n\nand try again.`;
}
