import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const byManager = {
  'apt-get': 'apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg rubberband-cli',
  dnf: 'dnf install -y ffmpeg-free rubberband',
  pacman: 'pacman -S --needed ffmpeg rubberband',
  zypper: 'zypper install -y ffmpeg rubberband-cli',
  apk: 'apk add ffmpeg rubberband',
};

/**
 * True when the PATH holds `program`.
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 */
const onPath = (program, env) =>
  (env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/**
 * The exact command that installs ffmpeg and rubberband here.
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 */
export function installCommand(platform, env) {
  if (platform === 'darwin') return 'brew install ffmpeg rubberband';
  if (platform === 'win32')
    return 'wsl --install -d Debian   (mashstream runs under WSL; start it again from there)';
  const manager = Object.entries(byManager).find(([name]) => onPath(name, env));
  return `sudo ${manager?.[1] ?? byManager['apt-get']}`;
}
