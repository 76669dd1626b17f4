import { readFileSync } from 'node:fs';

/** What some work took. */
export interface Spent {
  /** ms on the clock. */
  readonly wall: number;
  /** ms of processor time, of programs that it started as well (on Linux), in which other work on the machine does not count. */
  readonly cpu: number;
}

/** Measures work. */
export async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const [start, used, byOthers] = [performance.now(), process.cpuUsage(), endedPrograms()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return {
    wall: performance.now() - start,
    cpu: (user + system) / 1000 + endedPrograms() - byOthers,
  };
}

/** Linux tells times of programs in hundredths of a second. */
const tick = 10;

/** ms of processor time of all programs that this one started and that have ended; 0 where the system does not tell. */
function endedPrograms(): number {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // cutime and cstime, the 16th and 17th; the name, which may hold blanks, is the second.
    return tick * (Number(fields[13]) + Number(fields[14]));
  } catch {
    return 0;
  }
}
