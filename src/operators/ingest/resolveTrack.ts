import { isDeepStrictEqual } from 'node:util';
import type { Credits, TrackMessage } from '../../domain/track.js';
import { trackIdOf } from '../../domain/ids.js';
import { publicationOf, saidTogether, withPublication, type Publication } from '../../domain/publication.js';
import type { Catalogue, TrackRecord } from '../../ports/catalogue.js';
import type { Decoder } from '../../ports/decoder.js';
import { each } from '../stream/each.js';
import { fetched, workspaceFor, type Fetched, type FetchedOptions } from './fetched.js';
import { planFacts } from './loadTrack.js';
import { stage, type Stage, type StageContext, type StageOptions } from '../stream/stage.js';
import type { TrackWork } from './trackWork.js';
import { turns, type Turns } from '../stream/turns.js';

export interface ResolveTrackOptions extends StageOptions, FetchedOptions {
  readonly catalogue: Catalogue;
  readonly decoder: Decoder;
}

/**
 * Finds out what a track message asks for: nothing (the same audio is indexed already, and all that is said of it is known), new clips,
 * another analysis of stored stems, or the removal of clips. Two publisher ids may name one audio; it goes when the last of them does,
 * and what they say holds together. The source gives one message of a publisher's id at a time; one of another's that concerns the same
 * audio waits here, so that each sees what came of those before it. A track that another takes the place of is known under the publisher's id until nothing is left of it,
 * so that after a crash it is found again.
 */
export function resolveTrack(options: ResolveTrackOptions): Stage<TrackMessage | null, TrackWork> {
  const inTurn = { ...options, turns: turns() };
  return stage('resolve', { ...options, handsBack: true }, (message, context) =>
    each(workFor(inTurn, message, context)),
  );
}

interface InTurn extends ResolveTrackOptions {
  readonly turns: Turns;
}

async function workFor(
  options: InTurn,
  message: TrackMessage | null,
  context: StageContext,
): Promise<TrackWork[]> {
  const { catalogue } = options;
  const { key, defer } = context;
  const sound = message && (await soundOf(options, message, context));
  const named = await catalogue.findTracksByPublisher(key);
  const ids = [...named.map(({ trackId }) => trackId), ...(sound ? [sound.trackId] : [])];
  for (const id of [...new Set(ids)].sort()) defer(await options.turns.take(`track ${id}`));
  const work: TrackWork[] = [];
  for (const { trackId } of named)
    if (trackId !== sound?.trackId) work.push(...(await release(catalogue, trackId, key)));
  if (message && sound) {
    const publication = publicationOf(key, message, sound.tags);
    work.push(...(await take(catalogue, sound.trackId, publication)));
  }
  return work;
}

/** Takes a publisher's name off a track; without names left the track goes. */
async function release(catalogue: Catalogue, trackId: string, publisherId: string): Promise<TrackWork[]> {
  const track = await catalogue.getTrack(trackId);
  if (!track) return [];
  const publications = withPublication(track.publications, publisherId);
  if (publications.length === 0) return [{ kind: 'removed', track }];
  const record = { ...track, publications, ...saidTogether(publications) };
  if (track.complete) return changed(catalogue, { known: track, record, from: publications[0] });
  await catalogue.putTrack(record);
  return [];
}

/** Adds what a publisher says of a track, or puts it in the place of what the publisher said before. */
async function take(catalogue: Catalogue, trackId: string, publication: Publication): Promise<TrackWork[]> {
  const known = await catalogue.getTrack(trackId);
  const publications = withPublication(known?.publications ?? [], publication.id, publication);
  const record: TrackRecord = {
    ...{ trackId, regions: [], clipIds: [], notes: [], complete: false },
    ...known,
    ...{ publications, ...saidTogether(publications) },
  };
  if (known?.complete) return changed(catalogue, { known, record, from: publication });
  return [{ kind: 'new', record, from: publication }];
}

interface Change {
  readonly known: TrackRecord;
  readonly record: TrackRecord;
  /** Where its audio can be read. */
  readonly from: Publication;
}

/** What is to be done with an indexed track of which something else is said now. */
async function changed(catalogue: Catalogue, { known, record, from }: Change): Promise<TrackWork[]> {
  if (isDeepStrictEqual(shown(known), shown(record))) {
    await catalogue.putTrack(record);
    return [];
  }
  const clips = await catalogue.getClips(record.clipIds);
  const planned = known.decoded?.plannedFor;
  const elsewhere = planned !== undefined && !isDeepStrictEqual(planned, planFacts(record.given));
  return elsewhere || clips.length === 0
    ? [{ kind: 'new', record, from }]
    : [{ kind: 'corrected', record, clips }];
}

/** What clips and remarks show of what publications say. */
const shown = ({ given, source, publications }: TrackRecord): unknown => [
  ...[given, source],
  [...new Set(publications.flatMap(({ notes }) => notes))],
];

interface Sound {
  readonly trackId: string;
  readonly tags: Credits;
}

/** The hash of the mix, or of all ready stems, and the tags of the first file. What is fetched for it goes with the delivery. */
async function soundOf(
  options: ResolveTrackOptions,
  message: TrackMessage,
  context: StageContext,
): Promise<Sound> {
  const { decoder } = options;
  const { signal } = context;
  const files = Object.entries(message.stems ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (message.uri !== undefined) files.unshift(['mix', message.uri]);
  const workspace = await workspaceFor(
    files.map(([, uri]) => uri),
    options,
    context,
  );
  const hashes: string[] = [];
  const sources: Fetched[] = [];
  for (const [name, uri] of files) {
    const source = await fetched(options, { uri, name }, workspace, signal);
    hashes.push(name, await source.read((path) => decoder.identify(path, signal)));
    sources.push(source);
  }
  return { trackId: trackIdOf(hashes), tags: await sources[0].read((path) => decoder.tags(path, signal)) };
}
