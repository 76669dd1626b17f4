import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';

/** Node processes that work in `folder` and run the module `entry` (part of its path): their pids. Needs /proc. */
export function childrenIn(folder: string, entry: string): readonly number[] {
  const home = realpathSync(folder);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && runs(name, home, entry))
    .map(Number);
}

/** The shell that waits beside a child has the child's words in its own, after those of a shell. */
function runs(pid: string, home: string, entry: string): boolean {
  try {
    const [program, ...words] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (!/\bnode/.test(program) || !words.some((word) => word.includes(entry))) return false;
    return readlinkSync(`/proc/${pid}/cwd`) === home;
  } catch {
    // It has ended meanwhile.
    return false;
  }
}
