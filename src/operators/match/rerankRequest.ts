import type { Rerank } from '../../domain/rerank.js';
import type { Output } from '../stream/output.js';

/** Asks for a new ranking of a seed, that sees what was there when the request is written. */
export const rerankRequest = (seedClipId: string, why: Rerank['why']): Output<'rerank'> => ({
  topic: 'rerank',
  key: seedClipId,
  value: { schema: 1, seedClipId, why },
});
