import type { Clock } from '../../../ports/clock.js';
import type { Milliseconds } from '../../../domain/units.js';
import type { Database } from '../database/connect.js';

/** Who wants to know that there may be new records. */
export interface WakeUps {
  /** Calls `listener` after every append, until the returned function is called. */
  add(listener: () => void): () => void;
  /** This connection has appended. */
  wake(): void;
}

/**
 * Appends of this connection wake at once; those of other processes are found by looking, each `every` ms, whether the file has
 * changed (PRAGMA data_version). No timer runs while nobody listens.
 */
export function wakeUps(db: Database, clock: Clock, every: Milliseconds): WakeUps {
  const listeners = new Set<() => void>();
  const ask = db.prepare<{ data_version: number }>('PRAGMA data_version');
  let seen = -1;
  let stopPolling: (() => void) | undefined;
  const wake = (): void => listeners.forEach((listener) => listener());
  const version = (): number => {
    try {
      return ask.all()[0].data_version;
    } catch {
      // The listeners read next, meet the same trouble, and can tell somebody.
      return -1;
    }
  };
  const poll = (): void => {
    const now = version();
    if (now === seen && now !== -1) return;
    seen = now;
    wake();
  };
  return {
    wake,
    add: (listener) => {
      listeners.add(listener);
      stopPolling ??= clock.every(every, poll);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stopPolling?.();
        stopPolling = undefined;
      };
    },
  };
}
