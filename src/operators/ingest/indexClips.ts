import { stamped, type Clip } from '../../domain/clip.js';
import { clipIdOf } from '../../domain/ids.js';
import type { BlobRef } from '../../domain/blobRef.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { projectionsOf } from '../../ports/projections.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import type { AnalyzedRegion, AnalyzedTrack } from './analyze.js';
import { discard } from './discard.js';
import type { Leaving, Output } from '../stream/output.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import type { WorkedTrack } from './lookAgain.js';
import { stemsFolder } from './stemStore.js';
import type { KeptTrack } from './trackWork.js';

export interface IndexClipsOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  readonly featuresVersion: string;
}

/** A track whose clips are in the catalogue. */
export interface IndexedTrack extends Leaving {
  readonly record: TrackRecord;
  readonly clips: readonly Clip[];
}

/**
 * Stores features (.npy) of every analysed region, enters the clips in the catalogue and announces them. A new track is entered first,
 * so that whatever a crash leaves of it can be removed. Before that goes what former analyses and plans of the track have left.
 */
export function indexClips(options: IndexClipsOptions): Stage<AnalyzedTrack, IndexedTrack> {
  return stage('index', options, (track, { signal }) => indexTrack(options, track, signal));
}

/** Marks a track as complete, once all is announced: a crash in between announces it again. Clears what belongs to no clip any more. */
export const completeTrack = (options: IndexClipsOptions): Stage<IndexedTrack, WorkedTrack> =>
  stage('complete', { ...options, passesOn: true }, async ({ record, clips }, { signal }) => {
    await clearLeftovers(options.blobs, { record, clips }, signal);
    signal.throwIfAborted();
    const clipIds = clips.map(({ clipId }) => clipId);
    await options.catalogue.putTrack({ ...record, clipIds, complete: true });
    return record;
  });

/** Enters what the publications of an indexed track say now, where its clips stay as they are, and clears what belongs to none of them. */
export const keepTrack = (options: IndexClipsOptions): Stage<KeptTrack, WorkedTrack> =>
  stage('keep', { ...options, passesOn: true }, async ({ record }, { signal }) => {
    const clips = await options.catalogue.getClips(record.clipIds);
    await clearLeftovers(options.blobs, { record, clips }, signal);
    signal.throwIfAborted();
    await options.catalogue.putTrack(record);
    return record;
  });

async function indexTrack(
  options: IndexClipsOptions,
  track: AnalyzedTrack,
  signal: AbortSignal,
): Promise<IndexedTrack> {
  const { catalogue, featuresVersion } = options;
  const { record, regions } = track;
  const clipIds = regions.map(({ region }) => clipIdOf(record.trackId, featuresVersion, region.ordinal));
  const gone = record.clipIds.filter((clipId) => !clipIds.includes(clipId));
  signal.throwIfAborted();
  if (!record.complete) await catalogue.putTrack({ ...record, clipIds: [...clipIds, ...gone] });
  const clips: Clip[] = [];
  for (const region of regions) clips.push(await storeClip(options, { track, region, signal }));
  const outputs: readonly Output[] = [
    ...(await discard(options, gone, signal)),
    ...clips.map((value): Output => ({ topic: 'clips', key: value.clipId, value })),
  ];
  return { record, clips, outputs };
}

/** Removes what lies in the folders of the track and its clips and belongs to none of the clips as they are now. */
async function clearLeftovers(
  blobs: BlobStore,
  { record: { trackId }, clips }: Pick<IndexedTrack, 'record' | 'clips'>,
  signal: AbortSignal,
): Promise<void> {
  const refs = clips.flatMap(({ stems, features }) => [...Object.values(stems), ...Object.values(features)]);
  const kept = new Set(refs.flatMap((ref) => ref?.key ?? []));
  for (const folder of [stemsFolder(trackId), ...clips.map(({ clipId }) => `clips/${clipId}/`)])
    for (const key of await blobs.list(folder)) {
      signal.throwIfAborted();
      if (!kept.has(key)) await blobs.removePrefix(key);
    }
}

async function storeClip(
  options: IndexClipsOptions,
  job: { readonly track: AnalyzedTrack; readonly region: AnalyzedRegion; readonly signal: AbortSignal },
): Promise<Clip> {
  const { signal, track, region: found } = job;
  const [{ record }, { region, analyzed }] = [track, found];
  const { featuresVersion } = options;
  const clipId = clipIdOf(record.trackId, featuresVersion, region.ordinal);
  const features: Record<string, BlobRef> = {};
  for (const [name, path] of Object.entries(analyzed.featureFiles)) {
    signal.throwIfAborted();
    features[name] = await options.blobs.putFile(`clips/${clipId}/${name}.npy`, path);
  }
  const clip = stamped({
    schema: 1,
    clipId,
    trackId: record.trackId,
    ordinal: region.ordinal,
    featuresVersion,
    source: record.source,
    region: region.region,
    separator: region.separator,
    ...analyzed.facts,
    stems: region.stored,
    features,
  });
  signal.throwIfAborted();
  const before = await options.catalogue.getClip(clipId);
  // Nobody will ask again for what models made of other sounds or beats.
  if (before && heardAs(before) !== heardAs(clip)) await options.blobs.removePrefix(projectionsOf(clipId));
  signal.throwIfAborted();
  await options.catalogue.putClip(clip);
  return clip;
}

/** What models hear of a clip. */
const heardAs = ({ stems, grid }: Clip): string => JSON.stringify([stems, grid]);
