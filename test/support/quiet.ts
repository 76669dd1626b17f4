/** Waits until `count` has not changed for `span` ms; returns it. */
export async function quiet(count: () => number, span = 60): Promise<number> {
  for (let before = -1; ;) {
    const now = count();
    if (now === before) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, span));
  }
}
