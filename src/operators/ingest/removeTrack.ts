import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { discard } from './discard.js';
import type { Leaving } from '../stream/output.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { stemsFolder } from './stemStore.js';
import type { WorkedTrack } from './lookAgain.js';
import type { RemovedTrack } from './trackWork.js';

export interface RemoveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
}

/** A track of which nothing is left but its record. */
export interface EmptiedTrack extends Leaving, WorkedTrack {}

/**
 * Removes a track's clips and their blobs, announces that they are gone, and withdraws the rankings and reranks of their seeds. The
 * track itself is forgotten last (forgetTrack): after a crash in between it is found and removed again.
 */
export function removeTrack(options: RemoveTrackOptions): Stage<RemovedTrack, EmptiedTrack> {
  return stage('remove', options, async ({ track: { trackId, clipIds } }, { signal }) => {
    const there = await options.catalogue.clipIdsOf(trackId);
    const outputs = await discard(options, [...new Set([...clipIds, ...there])], signal);
    signal.throwIfAborted();
    await options.blobs.removePrefix(stemsFolder(trackId));
    return { trackId, publications: [], outputs };
  });
}

/** Forgets a track once it is announced that its clips are gone. */
export const forgetTrack = (options: RemoveTrackOptions): Stage<EmptiedTrack, WorkedTrack> =>
  stage('forget track', { ...options, passesOn: true }, async (track, { signal }) => {
    signal.throwIfAborted();
    await options.catalogue.removeTrack(track.trackId);
    return track;
  });
