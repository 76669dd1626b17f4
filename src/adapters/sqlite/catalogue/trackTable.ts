import type { PublicationOf, TrackRecord } from '../../../ports/catalogue.js';
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
  findByPublisher(publisherId: string): readonly FoundTrack[];
  list(): readonly FoundTrack[];
  publications(): readonly PublicationOf[];
  /** What was found, read. Errors as of storedJson. */
  readonly read: (found: FoundTrack) => TrackRecord;
  remove(trackId: string): void;
}

/** The tables `tracks` and `publications`. */
export function trackTable(db: Database): TrackTable {
  const put = db.prepare('INSERT INTO tracks VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json');
  const get = db.prepare<FoundTrack>(`SELECT ${asBytes('json')} FROM tracks WHERE track_id = ?`);
  const find = db.prepare<FoundTrack>(
    `SELECT ${asBytes('json')} FROM publications JOIN tracks USING (track_id) WHERE publisher_id = ? ORDER BY track_id`,
  );
  const list = db.prepare<FoundTrack>(`SELECT ${asBytes('json')} FROM tracks ORDER BY track_id`);
  const named = db.prepare<{ publisher_id: TextBytes; track_id: TextBytes }>(
    `SELECT ${asBytes('publisher_id')}, ${asBytes('track_id')} FROM publications
     ORDER BY publications.publisher_id, publications.track_id`,
  );
  const remove = db.prepare('DELETE FROM tracks WHERE track_id = ?');
  const name = db.prepare('INSERT OR IGNORE INTO publications VALUES (?, ?)');
  const unname = db.prepare('DELETE FROM publications WHERE track_id = ?');
  const parse = storedJson(storedTrackSchema, 'track', storedAt(db.path));
  return {
    put: (track) => {
      put.run(track.trackId, JSON.stringify(track));
      unname.run(track.trackId);
      for (const { id } of track.publications) name.run(id, track.trackId);
    },
    get: (trackId) => get.all(trackId),
    findByPublisher: (publisherId) => find.all(publisherId),
    list: () => list.all(),
    publications: () =>
      named.all().map((row) => ({
        publisherId: textOf(row.publisher_id, db.path),
        trackId: textOf(row.track_id, db.path),
      })),
    read: ({ json }) => parse(textOf(json, db.path)),
    remove: (trackId) => {
      remove.run(trackId);
      unname.run(trackId);
    },
  };
}
