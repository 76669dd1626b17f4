import type { TrackRecord } from '../../ports/catalogue.js';
import type { Database } from './connect.js';
import { storedJson } from './storedJson.js';
import { storedTrackSchema } from './storedTrack.js';
import { asBytes, textOf, type TextBytes } from './textColumn.js';

/** Call `put` and `remove` inside a transaction. */
export interface TrackTable {
  put(track: TrackRecord): void;
  get(trackId: string): TrackRecord | undefined;
  findByPublisher(publisherId: string): readonly TrackRecord[];
  list(): readonly TrackRecord[];
  remove(trackId: string): void;
}

/** The tables `tracks` and `publications`. */
export function trackTable(db: Database): TrackTable {
  const put = db.prepare('INSERT INTO tracks VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json');
  const get = db.prepare<{ json: TextBytes }>(`SELECT ${asBytes('json')} FROM tracks WHERE track_id = ?`);
  const find = db.prepare<{ json: TextBytes }>(
    `SELECT ${asBytes('json')} FROM publications JOIN tracks USING (track_id) WHERE publisher_id = ? ORDER BY track_id`,
  );
  const list = db.prepare<{ json: TextBytes }>(`SELECT ${asBytes('json')} FROM tracks ORDER BY track_id`);
  const remove = db.prepare('DELETE FROM tracks WHERE track_id = ?');
  const name = db.prepare('INSERT OR IGNORE INTO publications VALUES (?, ?)');
  const unname = db.prepare('DELETE FROM publications WHERE track_id = ?');
  const parse = storedJson(storedTrackSchema, 'track', db.path);
  const read = (rows: readonly { readonly json: TextBytes }[]) =>
    rows.map(({ json }) => parse(textOf(json, db.path)));
  return {
    put: (track) => {
      put.run(track.trackId, JSON.stringify(track));
      unname.run(track.trackId);
      for (const { id } of track.publications) name.run(id, track.trackId);
    },
    get: (trackId) => read(get.all(trackId)).at(0),
    findByPublisher: (publisherId) => read(find.all(publisherId)),
    list: () => read(list.all()),
    remove: (trackId) => {
      remove.run(trackId);
      unname.run(trackId);
    },
  };
}
