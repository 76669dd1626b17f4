export interface LineOptions<A> {
  /** So many may be inside at once. */
  readonly places: number;
  /** One of a key may be inside at once; the others of it enter in the order in which they came. */
  readonly keyOf: (value: A) => string;
  /** Asked of the next: must it be inside alone? Meanwhile nobody else enters. */
  readonly isLonely: (value: A) => Promise<boolean>;
  readonly enter: (value: A) => void;
  /** True when nobody shall enter any more. */
  readonly closed: () => boolean;
  /** Called when nobody can enter for now, with whether somebody waits. */
  readonly onStill: (waiting: boolean) => void;
  /** Told of what `isLonely` or `enter` threw; nobody enters after that. */
  readonly onError: (error: unknown) => void;
}

/** Who waits and who is inside. */
export interface Line<A> {
  join(value: A): void;
  /** It is done with: its place and its key are free. */
  leave(value: A): void;
  /** It waits no more; false where it does not wait. */
  withdraw(value: A): boolean;
  /** Looks again whether somebody may enter. */
  look(): void;
  readonly waiting: () => readonly A[];
  readonly inside: () => readonly A[];
}

/** An empty line. */
export function lineUp<A>(options: LineOptions<A>): Line<A> {
  const waiting: A[] = [];
  const inside = new Map<string, A>();
  const whenEmpty: (() => void)[] = [];
  let entering = false;
  let asked = false;
  const empty = (): Promise<void> =>
    new Promise((resolve) => {
      if (inside.size === 0) resolve();
      else whenEmpty.push(resolve);
    });
  const take = (value: A): boolean => {
    const at = waiting.indexOf(value);
    return at >= 0 && waiting.splice(at, 1).length > 0;
  };
  /** False where nobody may enter. */
  const enterNext = async (): Promise<boolean> => {
    if (inside.size >= options.places || options.closed()) return false;
    const next = waiting.findIndex((value) => !inside.has(options.keyOf(value)));
    if (next < 0) return false;
    const value = waiting[next];
    const lonely = await options.isLonely(value);
    if (lonely) await empty();
    if (options.closed()) return false;
    // It may have been withdrawn meanwhile.
    if (!take(value)) return true;
    inside.set(options.keyOf(value), value);
    options.enter(value);
    if (lonely) await empty();
    return true;
  };
  const enterAll = async (): Promise<void> => {
    while (asked) {
      asked = false;
      while (await enterNext());
    }
    entering = false;
    options.onStill(waiting.length > 0);
  };
  const look = (): void => {
    asked = true;
    if (entering) return;
    entering = true;
    enterAll().catch(options.onError);
  };
  return {
    look,
    join(value) {
      waiting.push(value);
      look();
    },
    leave(value) {
      inside.delete(options.keyOf(value));
      if (inside.size === 0) for (const resolve of whenEmpty.splice(0)) resolve();
      look();
    },
    withdraw: take,
    waiting: () => waiting,
    inside: () => [...inside.values()],
  };
}
