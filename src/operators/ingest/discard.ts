import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { projectionsOf } from '../../ports/projections.js';
import type { Output } from '../stream/output.js';

/**
 * Removes clips with their blobs; resolves to what announces that they are gone and withdraws their rankings and reranks, a clip's
 * own tombstone last. Who ranks withdraws the ranking once more (withdrawRanking), after one that was being made at that moment. What is not there is no error, so it may be done again after a crash.
 */
export async function discard(
  { catalogue, blobs }: { readonly catalogue: Catalogue; readonly blobs: BlobStore },
  clipIds: readonly string[],
  signal?: AbortSignal,
): Promise<Output[]> {
  for (const clipId of clipIds) {
    signal?.throwIfAborted();
    await catalogue.removeClip(clipId);
    signal?.throwIfAborted();
    await blobs.removePrefix(`clips/${clipId}/`);
    await blobs.removePrefix(projectionsOf(clipId));
  }
  return clipIds.flatMap((key): Output[] => [
    { topic: 'mashups', key, value: null },
    { topic: 'rerank', key, value: null },
    { topic: 'clips', key, value: null },
  ]);
}
