import { systemClock } from '../../../src/adapters/files/systemClock.js';
import { residentMemory } from '../../residentMemory.js';

export interface MemoryFigures {
  readonly highest: number;
  /** Medians of the second quarter of the time and of the last one. */
  readonly early: number;
  readonly late: number;
}

const every = 2000;
const mega = 1024 * 1024;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

/** Looks at the memory of processes, by name, until it is stopped: MB. */
export function sampleMemory<Name extends string>(
  pids: Readonly<Record<Name, number>>,
): { stop(): Readonly<Record<Name, MemoryFigures>> } {
  const names = Object.keys(pids) as Name[]; // of the record above
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  const look = async (): Promise<void> => {
    for (const [name, found] of samples) {
      const bytes = await residentMemory(pids[name]);
      if (bytes !== undefined) found.push(bytes / mega);
    }
  };
  const stop = systemClock.every(every, () => void look());
  const figuresOf = (name: Name): MemoryFigures => {
    const all = samples.get(name) ?? [];
    const part = (from: number, to: number): number =>
      median(all.slice(Math.floor(from * all.length), Math.ceil(to * all.length)));
    return { highest: Math.max(...all), early: part(0.25, 0.5), late: part(0.75, 1) };
  };
  return {
    stop() {
      stop();
      return Object.fromEntries(names.map((name) => [name, figuresOf(name)])) as Record<Name, MemoryFigures>; // one of each
    },
  };
}
