import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** Name of the environment variable by which a program and all that it starts are known. */
export const markName = 'ATTACK_MARK';

export interface MarkedProcess {
  readonly pid: number;
  /** What it is: `worker`, `separator child`, `audio child`, or the name of its program. */
  readonly kind: string;
}

/** The living processes whose environment holds the mark. Needs /proc; zombies have no environment there. */
export const markedProcesses = (mark: string): readonly MarkedProcess[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && holds(name, mark))
    .map((name) => ({ pid: Number(name), kind: kindOf(name) }));

/** Kills them all. */
export function killMarked(mark: string): void {
  for (const { pid } of markedProcesses(mark))
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
}

const textOf = (pid: string, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
};

const holds = (pid: string, mark: string): boolean =>
  textOf(pid, 'environ').includes(`${markName}=${mark}\0`);

function kindOf(pid: string): string {
  const [program, ...words] = textOf(pid, 'cmdline').split('\0');
  const name = basename(program);
  if (name !== 'node') return name;
  const entry = words.find((word) => /(?:mashstream\.mjs|Child\.[jt]s)$/.test(word)) ?? '';
  if (entry.endsWith('mashstream.mjs')) return 'worker';
  if (entry.includes('separatorChild')) return 'separator child';
  return entry.includes('audioChild') ? 'audio child' : 'node';
}
