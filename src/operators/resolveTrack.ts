import { isDeepStrictEqual } from 'node:util';
import type { TrackMessage } from '../domain/track.js';
import { trackIdOf } from '../domain/ids.js';
import type { BlobStore } from '../ports/blobStore.js';
import type { Catalogue, TrackRecord } from '../ports/catalogue.js';
import type { Decoder } from '../ports/decoder.js';
import { each } from './each.js';
import { stage, type Stage, type StageContext, type StageOptions } from './stage.js';
import type { RemovedClips, TrackWork } from './trackWork.js';

export interface ResolveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  readonly decoder: Decoder;
}

/**
 * Finds out what a track message asks for: nothing (the same audio is indexed already), new clips, another analysis of stored
 * stems, or the removal of clips. Two publisher ids may name one audio; it goes when the last of them does.
 */
export function resolveTrack(options: ResolveTrackOptions): Stage<TrackMessage | null, TrackWork> {
  return stage('resolve', options, (message, context) => each(workFor(options, message, context)));
}

async function workFor(
  options: ResolveTrackOptions,
  message: TrackMessage | null,
  { key, signal }: StageContext,
): Promise<TrackWork[]> {
  const { catalogue } = options;
  const former = await catalogue.findTrackByPublisher(key);
  if (message === null) return former ? [await release(options, former, key)] : [];
  const trackId = await identify(options.decoder, message, signal);
  const work: TrackWork[] = former && former.trackId !== trackId ? [await release(options, former, key)] : [];
  const known = await catalogue.getTrack(trackId);
  const record = recordOf(message, { trackId, key, known });
  if (!known?.complete) return [...work, { kind: 'new', record: { ...record, complete: false }, message }];
  if (isDeepStrictEqual([known.given, known.source], [record.given, record.source])) {
    await catalogue.putTrack(record);
    return work;
  }
  const clips = await catalogue.getClips(record.clipIds);
  return [
    ...work,
    clips.length > 0 ? { kind: 'corrected', record, clips } : { kind: 'new', record, message },
  ];
}

/** Takes a publisher's name off a track; without names left the track goes. */
async function release(
  options: ResolveTrackOptions,
  track: TrackRecord,
  publisherId: string,
): Promise<RemovedClips> {
  const { catalogue, blobs } = options;
  const publisherIds = track.publisherIds.filter((id) => id !== publisherId);
  if (publisherIds.length > 0) {
    await catalogue.putTrack({ ...track, publisherIds });
    return { kind: 'removed', clipIds: [] };
  }
  const clipIds = await catalogue.removeTrack(track.trackId);
  for (const clipId of clipIds) await blobs.removePrefix(`clips/${clipId}/`);
  return { kind: 'removed', clipIds };
}

/** The hash of the mix, or of all ready stems. */
async function identify(decoder: Decoder, message: TrackMessage, signal: AbortSignal): Promise<string> {
  const files = Object.entries(message.stems ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (message.uri !== undefined) files.unshift(['mix', message.uri]);
  const hashes: string[] = [];
  for (const [name, uri] of files) hashes.push(name, await decoder.identify(uri, signal));
  return trackIdOf(hashes);
}

interface Naming {
  readonly trackId: string;
  readonly key: string;
  readonly known: TrackRecord | undefined;
}

function recordOf(message: TrackMessage, { trackId, key, known }: Naming): TrackRecord {
  const { title, artist, licence } = message;
  const uri = message.uri ?? Object.values(message.stems ?? {})[0];
  const credits = { ...(title && { title }), ...(artist && { artist }), ...(licence && { licence }) };
  return {
    trackId,
    publisherIds: [...new Set([...(known?.publisherIds ?? []), key])],
    source: { ...known?.source, ...credits, uri: known?.source.uri ?? uri },
    given: message.given ?? {},
    duration: known?.duration ?? 0,
    complete: known?.complete ?? false,
    clipIds: known?.clipIds ?? [],
    notes: known?.notes ?? [],
  };
}
