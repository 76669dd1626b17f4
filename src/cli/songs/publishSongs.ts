import { isDeepStrictEqual } from 'node:util';
import { lastValueFrom, toArray } from 'rxjs';
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

/** Puts songs on the ingest topic, unless the same is there already and went well or still waits. */
export async function publishSongs(
  songs: readonly Song[],
  { log, catalogue }: { log: Log; catalogue: Catalogue },
  as: PublishedAs = {},
): Promise<Published> {
  const tracks = await newest(log, 'tracks');
  const letters = await newest(log, 'dead-letters');
  const result = {
    keys: [] as string[],
    due: [] as string[],
    queued: [] as string[],
    titles: new Map<string, string>(),
    problems: [] as { path: string; error: PipelineError }[],
  };
  for (const song of songs) {
    const track = await trackMessageOf(song, as).catch((error: unknown) => PipelineError.from(error));
    if (track instanceof PipelineError) {
      result.problems.push({ path: song.path, error: track });
      continue;
    }
    const last = tracks.get(track.key);
    const same =
      last !== undefined && isDeepStrictEqual(valueOf(last), JSON.parse(JSON.stringify(track.message)));
    const failed = last !== undefined && isFailureOf(letters.get(track.key), last);
    const known = await catalogue.findTracksByPublisher(track.key);
    // Two: what it was before is not gone yet.
    const complete = known.length === 1 && known[0].complete;
    result.keys.push(track.key);
    if (track.message.title) result.titles.set(track.key, track.message.title);
    if (same && complete && !failed) continue;
    result.due.push(track.key);
    if (same && !failed) continue;
    await append(log, track);
    result.queued.push(track.key);
  }
  return result;
}

/** Newest record of each key. */
export async function newest(log: Log, topic: string): Promise<ReadonlyMap<string, LogRecord>> {
  const records = await lastValueFrom(log.readTable(topic).pipe(toArray()));
  return new Map(records.map((record) => [record.key, record]));
}

/** Is the dead letter that of this very record? */
export const isFailureOf = (letter: LogRecord | undefined, { offset, partition }: LogRecord): boolean =>
  letter?.headers['error.offset'] === String(offset) &&
  letter.headers['error.partition'] === String(partition);

const append = (log: Log, { key, message }: KeyedTrack): Promise<void> =>
  log.append('tracks', [{ key, value: new TextEncoder().encode(JSON.stringify(message)) }]);

/** undefined where somebody published what is no JSON. */
function valueOf({ value }: LogRecord): unknown {
  if (value === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(value));
  } catch {
    return undefined;
  }
}
