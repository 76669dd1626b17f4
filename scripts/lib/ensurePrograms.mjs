import { existsSync } from 'node:fs';
import { installCommand } from './installCommand.mjs';
import { programProblems } from './programs.mjs';
import { runQuietly } from './runQuietly.mjs';

/** apt may be used without asking: root on Debian, Ubuntu or a relative, as in a container or a fresh machine. */
const mayUseApt = () => process.getuid?.() === 0 && existsSync('/etc/debian_version');

/** @param {readonly string[]} args */
const apt = (args) =>
  runQuietly('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });

/** Sees to ffmpeg and rubberband. Returns the problem with what to do about it, or undefined. */
export function ensurePrograms() {
  if (programProblems().length > 0 && mayUseApt()) {
    console.error('Installing ffmpeg and rubberband …');
    apt(['update', '-q']);
    apt(['install', '-y', '-q', '--no-install-recommends', 'ffmpeg', 'rubberband-cli']);
  }
  const problems = programProblems();
  if (problems.length === 0) return undefined;
  return `${problems.join('; ')}. Install with:\n\n  ${installCommand(process.platform, process.env)}\n\nand try again.`;
}
