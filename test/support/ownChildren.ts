import { readdirSync, readFileSync } from 'node:fs';

/** Processes below this one that run the module `entry` (part of its path): how many. Needs /proc. */
export function ownChildren(entry: string): number {
  const parents = new Map<string, string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    parents.set(pid, /\) \S (\d+)/.exec(textOf(pid, 'stat'))?.[1] ?? '');
  const isOwn = (pid: string): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && (parent === String(process.pid) || isOwn(parent));
  };
  const runs = (pid: string): boolean => {
    const [program, ...words] = textOf(pid, 'cmdline').split('\0');
    return /\bnode/.test(program) && words.some((word) => word.includes(entry));
  };
  return [...parents.keys()].filter((pid) => isOwn(pid) && runs(pid)).length;
}

/** Empty where it has ended meanwhile. */
function textOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
