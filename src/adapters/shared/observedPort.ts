import { PipelineError } from '../../errors.js';
import { tell, type Store, type StoreObserver } from '../../metrics.js';

/**
 * A port whose calls are timed; who calls knows nothing of it. What returns no promise (streams, names) is passed on as it is. Inside
 * `patient`, each try of what is waited for is told.
 */
export const observedPort = <Port extends object>(store: Store, port: Port, observer: StoreObserver): Port =>
  new Proxy(port, {
    get(target, name): unknown {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      return (...args: readonly unknown[]): unknown => {
        const begun = performance.now();
        const result: unknown = Reflect.apply(found, target, args);
        if (!(result instanceof Promise)) return result;
        const answered = (): void =>
          tell(observer, (who) => who.answered(store, String(name), (performance.now() - begun) / 1000));
        result.then(answered, (error: unknown) => {
          answered();
          tell(observer, (who) => who.erred(store, PipelineError.from(error).code));
        });
        return result;
      };
    },
  });
