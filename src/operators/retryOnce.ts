import { PipelineError } from '../errors.js';

/** Does the work again, once, when it fails in a way that may pass (a killed worker, say) and nobody asked to stop. */
export async function retryOnce<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (error instanceof PipelineError && error.retryable && !signal.aborted) return work();
    throw error;
  });
}
