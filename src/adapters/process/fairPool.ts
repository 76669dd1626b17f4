/** A fixed number of things that are lent to one taker at a time, first come first served. */
export interface FairPool<T> {
  /** Resolves to a free thing, a preferred one if there is a choice; rejects with `refusal()` after abort or `refuseAll`. */
  acquire(signal: AbortSignal | undefined): Promise<T>;
  release(thing: T): void;
  /** Nothing is lent any more; those who wait are refused. */
  refuseAll(): void;
}

export interface FairPoolOptions<T> {
  readonly preferred: (thing: T) => boolean;
  readonly refusal: () => Error;
}

interface Waiting<T> {
  readonly take: (thing: T) => void;
  readonly refuse: () => void;
}

/** A pool of `things`. */
export function fairPool<T>(things: readonly T[], { preferred, refusal }: FairPoolOptions<T>): FairPool<T> {
  const free = [...things];
  const queue: Waiting<T>[] = [];
  let closed = false;

  const wait = (signal: AbortSignal | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const leave = () => {
        signal?.removeEventListener('abort', leave);
        const place = queue.indexOf(entry);
        if (place >= 0) queue.splice(place, 1);
        reject(refusal());
      };
      const entry: Waiting<T> = {
        refuse: leave,
        take(thing) {
          signal?.removeEventListener('abort', leave);
          resolve(thing);
        },
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(entry);
    });

  return {
    async acquire(signal) {
      if (closed || signal?.aborted === true) throw refusal();
      if (free.length === 0) return wait(signal);
      const choice = Math.max(0, free.findIndex(preferred));
      return free.splice(choice, 1)[0];
    },
    release(thing) {
      const next = queue.shift();
      if (next) next.take(thing);
      else free.push(thing);
    },
    refuseAll() {
      closed = true;
      for (const { refuse } of [...queue]) refuse();
    },
  };
}
