import { loadavg } from 'node:os';

/** Prints what was measured, with the load under which it was; nothing is asserted of it, for the machine does other things too. */
export const tellFigure = (what: string, seconds: number): void =>
  void process.stdout.write(`${what}: ${seconds.toFixed(1)} s (load ${loadavg()[0].toFixed(1)})\n`);
