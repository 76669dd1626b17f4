import { setTimeout as pause } from 'node:timers/promises';
import type { Milliseconds } from '../../domain/units.js';

/** Waits for work, but no longer than so: for what ends by itself, or with the process. Errors of the work, where they come in time. */
export async function atMost(span: Milliseconds, work: Promise<unknown>): Promise<void> {
  const inTime = new AbortController();
  const late = pause(span, undefined, { signal: inTime.signal }).catch(() => undefined);
  try {
    await Promise.race([work, late]);
  } finally {
    inTime.abort();
    work.catch(() => undefined);
  }
}
