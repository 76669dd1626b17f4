import { readFileSync, statSync } from 'node:fs';

/** `process 123 (name)` that holds the SQLite file at `path` for writing; undefined where nobody knows (only Linux tells). */
export function lockHolder(path: string): string | undefined {
  try {
    const files = [path, `${path}-shm`].flatMap(placeOf);
    const locks = readFileSync('/proc/locks', 'utf8').split('\n');
    const holders = locks.flatMap((line) => {
      const [, , , mode, pid, place] = line.trim().split(/\s+/);
      return mode === 'WRITE' && files.includes(place) && Number(pid) > 0 ? Number(pid) : [];
    });
    const pid = holders.find((holder) => holder !== process.pid);
    return pid === undefined
      ? undefined
      : `process ${pid} (${readFileSync(`/proc/${pid}/comm`, 'utf8').trim()})`;
  } catch {
    return undefined;
  }
}

/** As /proc/locks writes it: major and minor number of the device, inode. */
function placeOf(path: string): string[] {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return [];
  const hex = (number: number): string => number.toString(16).padStart(2, '0');
  const [major, minor] = [(found.dev >> 8) & 0xfff, (found.dev & 0xff) | ((found.dev >> 12) & 0xfff00)];
  return [`${hex(major)}:${hex(minor)}:${found.ino}`];
}
