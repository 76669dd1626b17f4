import { readdirSync, readFileSync } from 'node:fs';

const statusOf = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
};
const field = (status: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);

/** Most bytes that programs of these names, started by this process, held while the work went on; by name. Linux only. */
export async function peakMemory(
  names: readonly string[],
  work: () => Promise<unknown>,
): Promise<Readonly<Record<string, number>>> {
  const peaks: Record<string, number> = {};
  const look = (): void => {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = statusOf(pid);
      const name = /^Name:\s+(.*)/.exec(status)?.[1] ?? '';
      if (names.includes(name) && field(status, 'PPid') === process.pid)
        peaks[name] = Math.max(peaks[name] ?? 0, 1024 * field(status, 'VmHWM'));
    }
  };
  const timer = setInterval(look, 10);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return peaks;
}
