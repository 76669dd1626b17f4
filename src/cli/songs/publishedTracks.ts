import type { Credits } from '../../domain/track.js';
import type { Catalogue, TrackRecord } from '../../ports/catalogue.js';
import type { Log, LogRecord } from '../../ports/log.js';
import { readRecordIfSound } from '../../topologies/readRecord.js';
import { sourceName } from '../results/mashup/sourceName.js';
import { newest } from './publishSongs.js';

/** A publication that stands: not withdrawn, whatever has become of it. */
export interface PublishedTrack {
  /** The publisher's id. */
  readonly key: string;
  /** Undefined while it was not looked at, or if that failed. */
  readonly track: TrackRecord | undefined;
  readonly name: string;
  /** Where it is and what is known of it. */
  readonly source: Credits & { readonly uri: string };
}

/** All publications that stand, in the order of their names. */
export async function publishedTracks(log: Log, catalogue: Catalogue): Promise<readonly PublishedTrack[]> {
  const records = await newest(log, 'tracks');
  const tracks = await catalogue.listTracks();
  const known = new Map(tracks.flatMap((track) => track.publications.map(({ id }) => [id, track] as const)));
  const keys = [...new Set([...records.keys(), ...known.keys()])];
  return keys
    .filter((key) => records.get(key)?.value !== null)
    .map((key) => {
      const track = known.get(key);
      const source = track?.source ?? sourceOf(key, records.get(key));
      return { key, track, name: sourceName(source), source };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.key < b.key ? -1 : 1));
}

function sourceOf(key: string, record: LogRecord | undefined): PublishedTrack['source'] {
  const read = record && readRecordIfSound('tracks', record);
  if (!read) return { uri: key };
  const { title, artist, licence, uri, stems = {} } = read;
  return { title, artist, licence, uri: uri ?? Object.values(stems).at(0) ?? key };
}
