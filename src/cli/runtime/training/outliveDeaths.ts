import { PipelineError } from '../../../errors.js';

/** A child process may die so often in one piece of work. */
const deaths = 3;

/** Does `work` again where the process that does it died (`child-died`), unless it is not wanted any more. */
export async function outliveDeaths<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let left = deaths; ; left -= 1) {
    try {
      return await work();
    } catch (thrown) {
      const error = PipelineError.from(thrown);
      if (error.code !== 'child-died' || left === 0 || signal?.aborted) throw error;
    }
  }
}
