import { readFileSync } from 'node:fs';

/**
 * A name for one running process that no later process gets: `pid-start`, start in clock ticks since boot (proc(5), field 22 of
 * stat), 0 where there is no /proc. Undefined where no such process runs.
 */
export function processStamp(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, and belongs to another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  return `${pid}-${startOf(pid)}`;
}

function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, field 2, may hold spaces and brackets: count from its end.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '0';
  }
}
