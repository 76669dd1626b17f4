import type { IdPage } from '../../../ports/catalogue.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import type { Database } from '../database/connect.js';
import { storedJson } from '../../shared/stored/storedJson.js';
import { storedTrackSchema } from '../../shared/stored/storedTrack.js';
import { storedAt } from '../database/damaged.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';

export interface FoundTrack {
  readonly json: TextBytes;
}

/** Call `put` and `remove` inside a transaction. */
export interface TrackTable {
  put(track: TrackRecord): void;
  get(trackId: string): readonly FoundTrack[];
  list(page: IdPage): readonly FoundTrack[];
  /** What was found, read. Errors as of storedJson. */
  readonly read: (found: FoundTrack) => TrackRecord;
  remove(trackId: string): void;
}

/** The table `tracks`. */
export function trackTable(db: Database): TrackTable {
  const put = db.prepare('INSERT INTO tracks VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json');
  const get = db.prepare<FoundTrack>(`SELECT ${asBytes('json')} FROM tracks WHERE track_id = ?`);
  const list = db.prepare<FoundTrack>(
    `SELECT ${asBytes('json')} FROM tracks WHERE track_id > ? ORDER BY tracks.track_id LIMIT ?`,
  );
  const remove = db.prepare('DELETE FROM tracks WHERE track_id = ?');
  const parse = storedJson(storedTrackSchema, 'track', storedAt(db.path));
  return {
    put: (track) => void put.run(track.trackId, JSON.stringify(track)),
    get: (trackId) => get.all(trackId),
    list: ({ after = '', limit }) => list.all(after, limit),
    read: ({ json }) => parse(textOf(json, db.path)),
    remove: (trackId) => void remove.run(trackId),
  };
}
