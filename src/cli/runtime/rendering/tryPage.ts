import { PipelineError } from '../../../errors.js';
import { printable } from '../../text/printable.js';

/** Work on the page of results, which undoes nothing when it fails: resolves to what went wrong, in a line. Error `aborted` where it was stopped. */
export async function tryPage(what: string, work: () => Promise<void>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    const failure = PipelineError.from(error);
    if (failure.code === 'aborted') throw failure;
    return [printable(`${what}: ${failure.message}`)];
  }
}
