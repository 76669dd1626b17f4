import { shownUri } from '../../domain/source/shownUri.js';
import { PipelineError } from '../../errors.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Log } from '../../ports/log.js';
import { messageBytes, stateOf, type Entered, type MessageState } from './messageState.js';
import type { Song } from './song.js';
import { trackMessageOf, type KeyedTrack, type PublishedAs } from './trackMessageOf.js';
import { doesWorkWait, doMessagesWait } from '../runtime/session/songsWaiting.js';

export interface Published {
  /** Publisher ids of all songs, whether there was anything to do or not. */
  readonly keys: readonly string[];
  /** Those that need work: new, changed, corrected, unfinished, or failed the last time. */
  readonly due: readonly string[];
  /** Those of them that were put on the topic now. */
  readonly queued: readonly string[];
  /** Titles that are given, by id. */
  readonly titles: ReadonlyMap<string, string>;
  /** Songs that could not be published. */
  readonly problems: readonly { readonly path: string; readonly error: PipelineError }[];
}

interface Stores {
  readonly log: Log;
  readonly catalogue: Catalogue;
}

/** Puts songs on the ingest topic, unless the same is there already and went well or still waits. Only what is known of them is read. */
export async function publishSongs(
  songs: readonly Song[],
  stores: Stores,
  as: PublishedAs = {},
): Promise<Published> {
  const { tracks, problems } = await messagesOf(songs, as);
  const states = await statesOf(tracks, stores);
  const due = tracks.filter(({ key }) => states.get(key) !== 'done');
  const queued = due.filter(({ key }) => states.get(key) !== 'waits');
  for (const track of queued)
    await stores.log.append('tracks', [{ key: track.key, value: messageBytes(track) }]);
  return {
    keys: tracks.map(({ key }) => key),
    due: due.map(({ key }) => key),
    queued: queued.map(({ key }) => key),
    titles: new Map(tracks.flatMap(({ key, message: { title } }) => (title ? [[key, title] as const] : []))),
    problems,
  };
}

/**
 * How it stands with each song: by what is entered of it in the catalogue, and by its newest message where that does not settle it, or
 * where a message may still wait.
 */
async function statesOf(
  tracks: readonly KeyedTrack[],
  { log, catalogue }: Stores,
): Promise<ReadonlyMap<string, MessageState>> {
  const keys = tracks.map(({ key }) => key);
  const known = new Map((await catalogue.getPublications(keys)).map((record) => [record.id, record]));
  const waiting = { messages: await doMessagesWait(log), works: await doesWorkWait(log) };
  const states = new Map<string, MessageState>();
  const open: { readonly track: KeyedTrack; readonly entered: Entered }[] = [];
  for (const track of tracks) {
    const record = known.get(track.key);
    const sound = record?.trackId == null ? undefined : await catalogue.getTrack(record.trackId);
    const entered = { record, sound, waiting };
    if (!waiting.messages && stateOf(track, entered) === 'done') states.set(track.key, 'done');
    else open.push({ track, entered });
  }
  if (open.length === 0) return states;
  // All at once: a log without an index reads its topic for it.
  const last = await log.newestOf(
    'tracks',
    open.map(({ track }) => track.key),
  );
  for (const { track, entered } of open)
    states.set(track.key, stateOf(track, { ...entered, last: last.get(track.key) }));
  return states;
}

interface Messages extends Pick<Published, 'problems'> {
  readonly tracks: readonly KeyedTrack[];
}

async function messagesOf(songs: readonly Song[], as: PublishedAs): Promise<Messages> {
  const tracks: KeyedTrack[] = [];
  const problems: { path: string; error: PipelineError }[] = [];
  for (const song of songs)
    await trackMessageOf(song, as).then(
      (track) => tracks.push(track),
      (error: unknown) => problems.push({ path: shownUri(song.path), error: PipelineError.from(error) }),
    );
  return { tracks, problems };
}
