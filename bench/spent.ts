/** What some work took. */
export interface Spent {
  /** ms on the clock. */
  readonly wall: number;
  /** ms of processor time, in which other work on the machine does not count. */
  readonly cpu: number;
}

/** Measures work. */
export async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { wall: performance.now() - start, cpu: (user + system) / 1000 };
}
