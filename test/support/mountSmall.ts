import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { afterAll } from 'vitest';

export interface SmallDisk {
  readonly path: string;
  /** Another size, or `ro`: read only. */
  remount(option: string): void;
}

/** Mounts a file system in memory of so many MiB at a new folder; undefined where that is not allowed (it needs root). */
export function mountSmall(path: string, megabytes: number): SmallDisk | undefined {
  const mount = (...args: readonly string[]): void => void execFileSync('mount', args, { stdio: 'ignore' });
  mkdirSync(path, { recursive: true });
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path);
  } catch {
    return undefined;
  }
  // Lazily: a program that is being killed may still be in it.
  afterAll(() => void execFileSync('umount', ['-l', path]));
  return { path, remount: (option) => mount('-o', `remount,${option}`, path) };
}
