import { systemClock } from '../adapters/files/systemClock.js';
import { listenForInterruptions } from './listenForInterruptions.js';

/** Works with a signal that Ctrl-C aborts; resolves to undefined when it did, however the work ended then. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
  const abort = new AbortController();
  const end = (): void => abort.abort();
  const deafen = listenForInterruptions({ drain: end, stop: end }, systemClock);
  try {
    return await work(abort.signal);
  } catch (error) {
    if (abort.signal.aborted) return undefined;
    throw error;
  } finally {
    deafen();
  }
}
