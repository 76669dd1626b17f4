import { spawnSync } from 'node:child_process';

/** The first version that a program prints, as [major, minor]; undefined where it is not installed or prints none. */
export function versionOf(
  program: string,
  args: readonly string[],
): readonly [major: number, minor: number] | undefined {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000 });
  // Null where it could not be started, whatever the types say.
  const found = /(\d+)\.(\d+)/.exec(`${stdout as string | null} ${stderr as string | null}`);
  return found ? [Number(found[1]), Number(found[2])] : undefined;
}
