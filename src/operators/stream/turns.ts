/** Lets one holder at a time have a name; the others wait in order. */
export interface Turns {
  /** Resolves, when all who asked for the name before have given it back, to how to give it back. */
  take(name: string): Promise<() => void>;
}

/** Nobody holds anything yet. Who takes several names takes them in one order everywhere, else two may wait for each other. */
export function turns(): Turns {
  const queues = new Map<string, Promise<void>>();
  return {
    async take(name) {
      const before = queues.get(name) ?? Promise.resolve();
      let giveBack = (): void => undefined;
      const held = new Promise<void>((resolve) => (giveBack = resolve));
      const tail = before.then(() => held);
      queues.set(name, tail);
      void tail.then(() => {
        if (queues.get(name) === tail) queues.delete(name);
      });
      await before;
      return giveBack;
    },
  };
}
