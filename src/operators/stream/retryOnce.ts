import { PipelineError } from '../../errors.js';

/** Says of what failed again that it was tried twice. */
function insist(error: unknown): never {
  if (!(error instanceof PipelineError) || !error.retryable) throw error;
  const { code, message, context } = error;
  throw new PipelineError(
    code,
    `${message} It was tried again in vain. Run again later, with more free memory.`,
    {
      cause: error,
      retryable: true,
      context,
    },
  );
}

/** Does the work again, once, when it fails in a way that may pass (a killed worker, say) and nobody asked to stop. */
export async function retryOnce<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    if (error instanceof PipelineError && error.retryable && !signal.aborted) return work().catch(insist);
    throw error;
  });
}
