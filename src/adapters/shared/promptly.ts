import type { Milliseconds } from '../../domain/units.js';

/**
 * Asks, but waits no longer than that for the answer: undefined where it is late. While one answer is awaited nothing more is asked, however
 * many want to know.
 */
export function promptly<T>(ask: () => Promise<T>, limit: Milliseconds): () => Promise<T | undefined> {
  let asked: Promise<T> | undefined;
  return async () => {
    asked ??= ask().finally(() => (asked = undefined));
    // Who has gone hears of no failure any more.
    asked.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, limit, undefined)));
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };
}
