/** Finds what is kept under a name, or makes it. */
export type Kept<T> = (name: string, make: () => Promise<T>) => Promise<T>;

/** Keeps the `capacity` values that were used last; one that failed is made again the next time. */
export function recentlyUsed<T>(capacity: number): Kept<T> {
  const kept = new Map<string, Promise<T>>();
  return (name, make) => {
    const old = kept.get(name);
    kept.delete(name);
    const value = old ?? make();
    kept.set(name, value);
    if (old) return value;
    value.catch(() => kept.delete(name));
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break;
      kept.delete(oldest);
    }
    return value;
  };
}
