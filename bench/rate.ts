/** Calls of `work(i)` a second of processor time, over at least `seconds`, after a warm-up of a tenth of it. */
export function rate(seconds: number, work: (i: number) => unknown): number {
  const run = (budget: number): number => {
    const start = process.cpuUsage();
    let calls = 0;
    let spent = 0;
    while (spent < budget) {
      work(calls++);
      const { user, system } = process.cpuUsage(start);
      spent = (user + system) / 1e6;
    }
    return calls / spent;
  };
  run(seconds / 10);
  return run(seconds);
}
