import type { Patience } from './patience.js';

/**
 * A port whose calls wait while what they need is away (error `unavailable`), as far as patience goes; who calls knows nothing of it. A
 * signal among the arguments ends the waiting. What returns no promise (streams, names) is passed on as it is.
 */
export const patient = <Port extends object>(port: Port, patience: Patience): Port =>
  new Proxy(port, {
    get(target, name): unknown {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...args: readonly unknown[]): unknown => {
        const call = (): unknown => Reflect.apply(found, target, args);
        const first = call();
        if (!(first instanceof Promise)) return first;
        let begun: Promise<unknown> | undefined = first;
        const again = (): unknown => {
          const result = begun ?? call();
          begun = undefined;
          return result;
        };
        return patience.through(again, args.find(isSignal));
      };
    },
  });

const isSignal = (value: unknown): value is AbortSignal => value instanceof AbortSignal;
