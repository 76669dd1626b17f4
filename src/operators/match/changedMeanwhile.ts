import { digestOf } from '../../domain/clip.js';
import { PipelineError } from '../../errors.js';
import type { Catalogue } from '../../ports/catalogue.js';

/**
 * Was the clip whose file is missing (lostBlob) removed or analysed again since it was read? Then nothing is damaged: what was read is
 * out of date.
 */
export async function changedMeanwhile(
  catalogue: Pick<Catalogue, 'getClip'>,
  error: unknown,
): Promise<boolean> {
  if (!(error instanceof PipelineError) || error.code !== 'corrupt-blob') return false;
  const { clipId, digest } = error.context;
  if (typeof clipId !== 'string') return false;
  const now = await catalogue.getClip(clipId);
  return now === undefined || digestOf(now) !== digest;
}

/** Does the work, and again as often as what it read from the catalogue changed under it. */
export const whileItChanges = <T>(
  catalogue: Pick<Catalogue, 'getClip'>,
  work: () => Promise<T>,
): Promise<T> =>
  work().catch(async (error: unknown) => {
    if (!(await changedMeanwhile(catalogue, error))) throw error;
    return whileItChanges(catalogue, work);
  });
