import { cpus, loadavg } from 'node:os';

export interface MachineLoad {
  readonly cores: number;
  readonly processor: string;
  readonly node: string;
  /** Processes that want a core, on average over the last minute, 5 and 15 minutes. */
  readonly load: readonly number[];
}

/** What figures were measured on, and beside how much other work. */
export function machineLoad(): MachineLoad {
  const all = cpus();
  const processor = all.at(0)?.model.replaceAll(/\s+/g, ' ').trim() ?? 'unknown';
  return { cores: all.length, processor, node: process.versions.node, load: loadavg() };
}
