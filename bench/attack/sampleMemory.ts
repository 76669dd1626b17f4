import { readFileSync } from 'node:fs';
import { markedProcesses } from './markedProcesses.js';

/** The most resident memory that a process of each kind has had, bytes. */
export type Peaks = ReadonlyMap<string, number>;

export interface MemorySampler {
  /** What was seen so far. */
  readonly peaks: () => Peaks;
  stop(): void;
}

/** How often it is looked, ms. The kernel keeps each process's peak: only what lives and dies between two looks is missed. */
const every = 60;

/** Watches the memory of a program and of all that it starts, by its mark. */
export function sampleMemory(mark: string): MemorySampler {
  const peaks = new Map<string, number>();
  const timer = setInterval(() => {
    for (const { pid, kind } of markedProcesses(mark))
      peaks.set(kind, Math.max(peaks.get(kind) ?? 0, peakOf(pid)));
  }, every);
  return { peaks: () => peaks, stop: () => clearInterval(timer) };
}

/** The larger of each kind. */
export function largerPeaks(all: readonly Peaks[]): Peaks {
  const larger = new Map<string, number>();
  for (const [kind, bytes] of all.flatMap((peaks) => [...peaks]))
    larger.set(kind, Math.max(larger.get(kind) ?? 0, bytes));
  return larger;
}

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
