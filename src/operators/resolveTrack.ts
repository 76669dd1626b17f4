import { isDeepStrictEqual } from 'node:util';
import type { TrackMessage } from '../domain/track.js';
import { trackIdOf } from '../domain/ids.js';
import type { Catalogue, TrackRecord } from '../ports/catalogue.js';
import type { Decoder } from '../ports/decoder.js';
import { each } from './each.js';
import { stage, type Stage, type StageContext, type StageOptions } from './stage.js';
import type { TrackWork } from './trackWork.js';
import { turns, type Turns } from './turns.js';

export interface ResolveTrackOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly decoder: Decoder;
}

/**
 * Finds out what a track message asks for: nothing (the same audio is indexed already), new clips, another analysis of stored
 * stems, or the removal of clips. Two publisher ids may name one audio; it goes when the last of them does. A message waits until
 * all before it that concern its publisher's id or its audio are done with, so that it sees what came of them.
 */
export function resolveTrack(options: ResolveTrackOptions): Stage<TrackMessage | null, TrackWork> {
  const inTurn = { ...options, turns: turns() };
  return stage('resolve', options, (message, context) => each(workFor(inTurn, message, context)));
}

interface InTurn extends ResolveTrackOptions {
  readonly turns: Turns;
}

async function workFor(
  options: InTurn,
  message: TrackMessage | null,
  { key, signal, defer }: StageContext,
): Promise<TrackWork[]> {
  const { catalogue } = options;
  defer(await options.turns.take(`publisher ${key}`));
  const trackId = message && (await identify(options.decoder, message, signal));
  const named = (await catalogue.findTrackByPublisher(key))?.trackId;
  for (const id of [...new Set([trackId, named])].sort())
    if (id) defer(await options.turns.take(`track ${id}`));
  const former = named === undefined ? undefined : await catalogue.getTrack(named);
  const work = former && former.trackId !== trackId ? await release(catalogue, former, key) : [];
  if (message === null || trackId === null) return work;
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
async function release(catalogue: Catalogue, track: TrackRecord, publisherId: string): Promise<TrackWork[]> {
  const publisherIds = track.publisherIds.filter((id) => id !== publisherId);
  if (publisherIds.length === 0) return [{ kind: 'removed', track }];
  await catalogue.putTrack({ ...track, publisherIds });
  return [];
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
