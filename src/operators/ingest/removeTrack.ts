import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { discard } from './discard.js';
import { each } from '../stream/each.js';
import type { Output } from '../stream/output.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { stemsFolder } from './stemStore.js';
import type { RemovedTrack } from './trackWork.js';

export interface RemoveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
}

/**
 * Removes a track's clips and their blobs, announces that they are gone, and withdraws the rankings and reranks of their seeds. The
 * track itself is forgotten last: after a crash in between it is found and removed again.
 */
export function removeTrack(options: RemoveTrackOptions): Stage<RemovedTrack, Output> {
  return stage('remove', options, ({ track }) => each(withdraw(options, track)));
}

async function withdraw(
  { catalogue, blobs }: RemoveTrackOptions,
  { trackId, clipIds }: RemovedTrack['track'],
): Promise<Output[]> {
  const outputs = await discard({ catalogue, blobs }, clipIds);
  await blobs.removePrefix(stemsFolder(trackId));
  const forget = async (): Promise<void> => {
    await catalogue.removeTrack(trackId);
  };
  if (clipIds.length === 0) await forget();
  return outputs.map((output, i) => (i === outputs.length - 1 ? { ...output, after: forget } : output));
}
