import { isDeepStrictEqual } from 'node:util';
import { lastValueFrom, toArray } from 'rxjs';
import { shownUri } from '../../domain/source/shownUri.js';
import { PipelineError } from '../../errors.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Log, LogRecord } from '../../ports/log.js';
import type { Song } from './song.js';
import { trackMessageOf, type KeyedTrack, type PublishedAs } from './trackMessageOf.js';

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

/** Puts songs on the ingest topic, unless the same is there already and went well or still waits. Only what is known of them is read. */
export async function publishSongs(
  songs: readonly Song[],
  { log, catalogue }: { log: Log; catalogue: Catalogue },
  as: PublishedAs = {},
): Promise<Published> {
  const { tracks, problems } = await messagesOf(songs, as);
  const keys = tracks.map(({ key }) => key);
  const lastOf = await log.newestOf('tracks', keys);
  const last = [...lastOf.values()];
  const letters = await log.lettersOf(last);
  const failed = new Set(last.filter((_, i) => letters[i]).map(({ key }) => key));
  const due: string[] = [];
  const queued: string[] = [];
  const titles = new Map<string, string>();
  for (const { key, message } of tracks) {
    const same = isDeepStrictEqual(valueOf(lastOf.get(key)), JSON.parse(JSON.stringify(message)));
    const known = await catalogue.findTracksByPublisher(key);
    // Two: what it was before is not gone yet.
    const complete = known.length === 1 && known[0].complete;
    if (message.title) titles.set(key, message.title);
    if (same && complete && !failed.has(key)) continue;
    due.push(key);
    if (same && !failed.has(key)) continue;
    await append(log, { key, message });
    queued.push(key);
  }
  return { keys, due, queued, titles, problems };
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

/** Newest record of each key of a whole topic. */
export async function newest(log: Log, topic: string): Promise<ReadonlyMap<string, LogRecord>> {
  const records = await lastValueFrom(log.readTable(topic).pipe(toArray()));
  return new Map(records.map((record) => [record.key, record]));
}

const append = (log: Log, { key, message }: KeyedTrack): Promise<void> =>
  log.append('tracks', [{ key, value: new TextEncoder().encode(JSON.stringify(message)) }]);

/** undefined where there is none, or somebody published what is no JSON. */
function valueOf(record: LogRecord | undefined): unknown {
  if (record === undefined) return undefined;
  if (record.value === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(record.value));
  } catch {
    return undefined;
  }
}
