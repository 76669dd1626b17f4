import { aptInstall, mayUseApt } from './apt.mjs';
import { installCommand } from './installCommand.mjs';
import { programProblems } from './programs.mjs';

/** Sees to ffmpeg and rubberband. Returns the problem with what to do about it, or undefined. */
export function ensurePrograms() {
  if (programProblems().length > 0 && mayUseApt()) {
    console.error('Installing ffmpeg and rubberband …');
    aptInstall(['ffmpeg', 'rubberband-cli']);
  }
  const problems = programProblems();
  if (problems.length === 0) return undefined;
  return `${problems.join('; ')}. Install with:\n\n  ${installCommand(process.platform, process.env)}\n\nand try again.`;
}
