import type { Rerank } from '../../domain/rerank.js';
import type { Output } from '../stream/output.js';

/** Asks for a new ranking of a seed that sees at least the catalogue revision given. */
export const rerankRequest = (
  seedClipId: string,
  why: Rerank['why'],
  revision: number,
): Output<'rerank'> => ({
  topic: 'rerank',
  key: seedClipId,
  value: { schema: 1, seedClipId, why, revision },
});
