import { saidTogether } from '../../domain/publication.js';
import type { Credits } from '../../domain/track.js';
import type { Catalogue } from '../../ports/catalogue.js';
import { everyPublication, everyTrack } from '../../ports/everyOne.js';
import type { Log, LogRecord } from '../../ports/log.js';
import { readRecordIfSound } from '../../topologies/readRecord.js';
import { sourceName } from '../results/mashup/sourceName.js';
import { doMessagesWait } from '../runtime/session/songsWaiting.js';
import { newest } from './newest.js';

/** A publication that stands: not withdrawn, whatever has become of it. */
export interface PublishedTrack {
  /** The publisher's id. */
  readonly key: string;
  /** Undefined while it was not looked at, or if that failed. */
  readonly trackId: string | undefined;
  readonly name: string;
  /** Where it is and what is known of it. */
  readonly source: Source;
}

type Source = Credits & { readonly uri: string };

/** All publications that stand, in the order of their names. Of the log no more is read than what still waits may ask for. */
export async function publishedTracks(log: Log, catalogue: Catalogue): Promise<readonly PublishedTrack[]> {
  const sources = new Map<string, Source>();
  for await (const { trackId, source } of everyTrack(catalogue)) sources.set(trackId, source);
  const found = new Map<string, { readonly trackId?: string; readonly source?: Source | undefined }>();
  for await (const { id, trackId, said } of everyPublication(catalogue))
    found.set(
      id,
      trackId === null ? {} : { trackId, source: sources.get(trackId) ?? (said && sourceIn(said)) },
    );
  const waiting = (await doMessagesWait(log)) ? await newest(log, 'tracks') : new Map<string, LogRecord>();
  for (const [key, { value }] of waiting)
    if (value === null) found.delete(key);
    else if (!found.has(key)) found.set(key, {});
  const unknown = [...found].flatMap(([key, { source }]) => (source ? [] : [key]));
  const messages = await log.newestOf('tracks', unknown);
  return [...found]
    .map(([key, { trackId, source = sourceOf(key, messages.get(key)) }]) => ({
      ...{ key, trackId, source },
      name: sourceName(source),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.key < b.key ? -1 : 1));
}

const sourceIn = (said: Parameters<typeof saidTogether>[0][number]): Source => saidTogether([said]).source;

function sourceOf(key: string, record: LogRecord | undefined): Source {
  const read = record && readRecordIfSound('tracks', record);
  if (!read) return { uri: key };
  const { title, artist, licence, uri, stems = {} } = read;
  return { title, artist, licence, uri: uri ?? Object.values(stems).at(0) ?? key };
}
