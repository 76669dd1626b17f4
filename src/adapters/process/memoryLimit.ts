import { execFile } from 'node:child_process';
import type { Seconds } from '../../domain/units.js';

export interface MemoryLimit {
  readonly bytes: number;
  /** `rule`: the system refuses the program more; `watch`: it is looked at, and stopped. By default what works on this system. */
  readonly by?: 'rule' | 'watch';
}

/**
 * What a program other than the separator may take. ffmpeg and Rubber Band hold 30–72 MB whatever they are given (measured: two hours
 * of FLAC, eight channels of 384 kHz and 64 bits, 4K and 8K video, soxr), and 227 MB with a cover picture of 6000 × 6000 points.
 */
export const programMemory: MemoryLimit = { bytes: 512 * 2 ** 20 };

const wayOf = ({ by = process.platform === 'linux' ? 'rule' : 'watch' }: MemoryLimit): 'rule' | 'watch' => by;

/**
 * Shell words that limit what the shell becomes. RLIMIT_DATA counts what a program may write to (since Linux 4.7); RLIMIT_AS would count
 * libraries and what is only reserved too, and under 300 MB of it ffmpeg does not even start.
 */
export const shortMemory = (limit: MemoryLimit): string =>
  wayOf(limit) === 'rule' ? `ulimit -d ${Math.floor(limit.bytes / 1024)} 2>/dev/null;` : '';

const pause: Seconds = 0.2;

/** Where the system does not limit a program: looks at how much is resident, and calls `stop` when that is too much. Returns its end. */
export function watchMemory(pid: number | undefined, limit: MemoryLimit, stop: () => void): () => void {
  if (pid === undefined || wayOf(limit) === 'rule') return () => undefined;
  const look = (): void => {
    try {
      execFile('ps', ['-o', 'rss=', '-p', String(pid)], (_, kilobytes) => {
        if (Number(kilobytes) * 1024 > limit.bytes) stop();
      });
    } catch {
      // No memory to look with: next time.
    }
  };
  const timer = setInterval(look, pause * 1000);
  return () => clearInterval(timer);
}
