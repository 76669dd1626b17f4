import type { IdPage } from '../../../ports/catalogue.js';
import type { PublicationRecord } from '../../../ports/trackRecord.js';
import type { Database } from '../database/connect.js';
import { storedAt } from '../database/damaged.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';
import { storedJson } from '../../shared/stored/storedJson.js';
import { storedPublicationSchema } from '../../shared/stored/storedPublication.js';

export interface FoundPublication {
  readonly json: TextBytes;
}

export interface PublicationTable {
  /** Call it inside a transaction. */
  put(record: PublicationRecord): boolean;
  get(ids: readonly string[]): readonly FoundPublication[];
  of(trackId: string): readonly FoundPublication[];
  list(page: IdPage): readonly FoundPublication[];
  /** What was found, read. Errors as of storedJson. */
  readonly read: (found: FoundPublication) => PublicationRecord;
}

/** The table `publications`, with the columns that are looked up by beside the record as JSON. */
export function publicationTable(db: Database): PublicationTable {
  const enter = db.prepare('INSERT OR IGNORE INTO publications VALUES (?, ?, ?, ?, ?)');
  const change = db.prepare(
    `UPDATE publications SET track_id = ?2, withdrawn = ?3, revision = ?4, json = ?5
     WHERE publisher_id = ?1 AND revision = ?4 - 1`,
  );
  const found = `SELECT ${asBytes('json')} FROM publications`;
  const get = db.prepare<FoundPublication>(`${found} WHERE publisher_id = ?`);
  const of = db.prepare<FoundPublication>(`${found} WHERE track_id = ? ORDER BY publisher_id`);
  const list = db.prepare<FoundPublication>(
    `${found} WHERE publisher_id >= ?1 AND (?2 = 1 OR publisher_id > ?1) AND withdrawn = 0 ORDER BY publisher_id LIMIT ?3`,
  );
  const parse = storedJson(storedPublicationSchema, 'publication', storedAt(db.path));
  return {
    put: (record) => {
      const { id, trackId, failure, revision } = record;
      const withdrawn = Number(trackId === null && failure === undefined);
      const write = revision === 1 ? enter : change;
      return write.run(id, trackId, withdrawn, revision, JSON.stringify(record)) === 1;
    },
    get: (ids) => ids.flatMap((id) => get.all(id)),
    of: (trackId) => of.all(trackId),
    // A publisher's id may be empty, though nothing can be made of it.
    list: ({ after, limit }) => list.all(after ?? '', Number(after === undefined), limit),
    read: ({ json }) => parse(textOf(json, db.path)),
  };
}
