import { z } from 'zod';
import { creditsSchema, givenSchema } from '../../domain/track.js';
import type { TrackRecord } from '../../ports/catalogue.js';
import type { Database } from './connect.js';
import { storedJson } from './storedJson.js';

/** Call `put` and `remove` inside a transaction. */
export interface TrackTable {
  put(track: TrackRecord): void;
  get(trackId: string): TrackRecord | undefined;
  findByPublisher(publisherId: string): TrackRecord | undefined;
  list(): readonly TrackRecord[];
  remove(trackId: string): void;
}

const trackRecordSchema = z.object({
  trackId: z.string(),
  publisherIds: z.array(z.string()),
  source: creditsSchema.extend({ uri: z.string() }),
  given: givenSchema,
  duration: z.number(),
  complete: z.boolean(),
  clipIds: z.array(z.string()),
  notes: z.array(z.string()),
});

/** The tables `tracks` and `publishers`. A publisher id names one track: the one that was put last with it. */
export function trackTable(db: Database): TrackTable {
  const put = db.prepare('INSERT INTO tracks VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json');
  const get = db.prepare<{ json: string }>('SELECT json FROM tracks WHERE track_id = ?');
  const find = db.prepare<{ json: string }>(
    'SELECT json FROM publishers JOIN tracks USING (track_id) WHERE publisher_id = ?',
  );
  const list = db.prepare<{ json: string }>('SELECT json FROM tracks ORDER BY track_id');
  const remove = db.prepare('DELETE FROM tracks WHERE track_id = ?');
  const name = db.prepare(
    'INSERT INTO publishers VALUES (?, ?) ON CONFLICT DO UPDATE SET track_id = excluded.track_id',
  );
  const unname = db.prepare('DELETE FROM publishers WHERE track_id = ?');
  const parse = storedJson(trackRecordSchema, 'track', db.path);
  const read = (rows: readonly { readonly json: string }[]) => rows.map(({ json }) => parse(json));
  return {
    put: (track) => {
      put.run(track.trackId, JSON.stringify(track));
      unname.run(track.trackId);
      for (const publisherId of track.publisherIds) name.run(publisherId, track.trackId);
    },
    get: (trackId) => read(get.all(trackId)).at(0),
    findByPublisher: (publisherId) => read(find.all(publisherId)).at(0),
    list: () => read(list.all()),
    remove: (trackId) => {
      remove.run(trackId);
      unname.run(trackId);
    },
  };
}
