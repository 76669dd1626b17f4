/** Turns runs of `value` (0 or 1) shorter than `least` frames into the other, in place; those at the ends stay. */
export function mendRuns(flags: Uint8Array, value: 0 | 1, least: number): void {
  for (let from = 0, to = 0; from < flags.length; from = to) {
    while (to < flags.length && flags[to] === flags[from]) to++;
    const inside = from > 0 && to < flags.length;
    if (inside && flags[from] === value && to - from < least) flags.fill(1 - value, from, to);
  }
}
