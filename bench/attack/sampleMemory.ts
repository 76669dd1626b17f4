import { readFileSync } from 'node:fs';
import { faults, type Fault } from './fault.js';
import { markedProcesses } from './markedProcesses.js';

/** The most resident memory that a process of each kind has had, of all that were watched, bytes. */
const peaks = new Map<string, number>();

/** How often it is looked, ms. The kernel keeps each process's peak: only what lives and dies between two looks is missed. */
const every = 60;

/** Watches the memory of a program and of all that it starts, by its mark, until the function returned is called. */
export function sampleMemory(mark: string): () => void {
  const timer = setInterval(() => {
    for (const { pid, kind } of markedProcesses(mark).filter(({ kind: name }) => name !== ''))
      peaks.set(kind, Math.max(peaks.get(kind) ?? 0, peakOf(pid)));
  }, every);
  return () => clearInterval(timer);
}

const mega = 1e6;
/** The separation model takes more than everything else. */
const limitOf = (kind: string): number => (kind === 'separator child' ? 3000 : 700) * mega;

/** Kinds of processes of which one took too much. */
export const memoryFaults = (): readonly Fault[] =>
  faults(
    'unbounded',
    [...peaks]
      .filter(([kind, bytes]) => bytes > limitOf(kind))
      .map(([kind, bytes]) => `${kind} took ${Math.round(bytes / mega)} MB`),
  );

/** Rows of a summary: the most memory of each kind of process. */
export const memoryRows = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...peaks].sort().map(([kind, bytes]) => [`memory of ${kind}`, `${Math.round(bytes / mega)} MB`]),
  );

function peakOf(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}
