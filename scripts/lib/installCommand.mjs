import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * What packages are called, by the manager that installs them.
 * @typedef {Readonly<Record<'apt-get' | 'dnf' | 'pacman' | 'zypper' | 'apk' | 'brew', string>>} PackageNames
 * @type {PackageNames}
 */
const players = {
  'apt-get': 'ffmpeg rubberband-cli',
  dnf: 'ffmpeg-free rubberband',
  pacman: 'ffmpeg rubberband',
  zypper: 'ffmpeg rubberband-cli',
  apk: 'ffmpeg rubberband',
  brew: 'ffmpeg rubberband',
};

const managers = /** @type {const} */ ({
  'apt-get': 'apt-get update && sudo apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  pacman: 'pacman -S --needed',
  zypper: 'zypper install -y',
  apk: 'apk add',
});
/** @type {readonly (keyof typeof managers)[]} */
const known = ['apt-get', 'dnf', 'pacman', 'zypper', 'apk'];

/**
 * True when the PATH holds `program`.
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
const onPath = (program, env) =>
  (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/**
 * The exact command that installs packages here; ffmpeg and rubberband where none are named.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @param {PackageNames} names
 */
export function installCommand(platform, env, names = players) {
  if (platform === 'darwin') return `brew install ${names.brew}`;
  if (platform === 'win32')
    return 'wsl --install -d Debian   (mashstream runs under WSL; start it again from there)';
  const manager = known.find((name) => onPath(name, env)) ?? 'apt-get';
  return `sudo ${managers[manager]} ${names[manager]}`;
}
