import { execFileSync } from 'node:child_process';

/** Makes a file with ffmpeg from a generated source (lavfi), by default 5 s of a 440 Hz tone. */
export function makeSound(path: string, options: { source?: string; args?: readonly string[] } = {}): string {
  const { source = 'sine=frequency=440:duration=5', args = [] } = options;
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', source, ...args, `file:${path}`]);
  return path;
}
