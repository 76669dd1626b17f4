/** Tells of each name whether it comes for the first time among the `count` that came last. */
export function recentOnes(count: number): (name: string) => boolean {
  const known = new Set<string>();
  return (name) => {
    const isFirst = !known.delete(name);
    known.add(name);
    // A Set keeps the order of insertion.
    for (const oldest of known) {
      if (known.size <= count) break;
      known.delete(oldest);
    }
    return isFirst;
  };
}
