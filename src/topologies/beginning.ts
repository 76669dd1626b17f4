import type { Delivery } from '../operators/stream/delivery.js';
import type { Attempts } from '../ports/attempts.js';
import type { LogRecord } from '../ports/log.js';

/**
 * Counts the heavy work on a record, handed out once, as one beginning, however much of it runs at a time: who dies with three clips of a song
 * in hand has died of the song once. What one work takes back while another runs stays counted; the last one takes it back.
 */
export function beginningOf(attempts: Attempts, record: LogRecord): Delivery['begin'] {
  const name = crypto.randomUUID();
  let running = 0;
  let begun: Promise<void> | undefined;
  let order = Promise.resolve();
  const inOrder = (call: () => Promise<void>): Promise<void> => {
    const called = order.then(call);
    order = called.catch(() => undefined);
    return called;
  };
  const ended = (): void => {
    running -= 1;
    if (running > 0) return;
    begun = undefined;
    void inOrder(() => attempts.takeBack(record, name)).catch(() => undefined);
  };
  return async () => {
    running += 1;
    begun ??= inOrder(() => attempts.begin(record, name));
    try {
      await begun;
    } catch (error) {
      ended();
      throw error;
    }
    return ended;
  };
}
