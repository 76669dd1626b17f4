/** A port, and when the calls of it have ended. */
export interface SettledPort<Port> {
  readonly port: Port;
  /** Resolves when all calls that were made so far have ended, well or badly. */
  readonly settled: () => Promise<void>;
}

/** Remembers which calls of a port are under way: some are not waited for by who makes them, and are to be done before it is closed. */
export function untilSettled<Port extends object>(port: Port): SettledPort<Port> {
  const underWay = new Set<Promise<unknown>>();
  return {
    port: new Proxy(port, {
      get(target, name): unknown {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return (...args: readonly unknown[]): unknown => {
          const result: unknown = Reflect.apply(found, target, args);
          if (result instanceof Promise) {
            underWay.add(result);
            const over = (): void => void underWay.delete(result);
            result.then(over, over);
          }
          return result;
        };
      },
    }),
    async settled() {
      await Promise.allSettled(underWay);
    },
  };
}
