import { isObservable, tap } from 'rxjs';
import type { State } from '../../src/cli/runtime/wiring/openState.js';

export interface Counted {
  readonly state: State;
  /** Records, clips, tracks and states that were handed out so far. */
  readonly reads: () => number;
}

/** A state whose log and catalogue count what they hand out. */
export function countReads(state: State): Counted {
  let count = 0;
  const size = (result: unknown): number => {
    if (Array.isArray(result)) return result.length;
    if (result instanceof Map) return result.size;
    return typeof result === 'object' && result !== null ? 1 : 0;
  };
  const counting = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name): unknown {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        return (...args: readonly unknown[]): unknown => {
          const result: unknown = Reflect.apply(found, target, args);
          if (isObservable(result)) return result.pipe(tap(() => (count += 1)));
          if (!(result instanceof Promise)) return result;
          return result.then((value: unknown) => {
            count += size(value);
            return value;
          });
        };
      },
    });
  return {
    state: { ...state, log: counting(state.log), catalogue: counting(state.catalogue) },
    reads: () => count,
  };
}
