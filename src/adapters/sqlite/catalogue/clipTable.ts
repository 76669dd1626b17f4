import { digestOf, type Clip } from '../../../domain/clip.js';
import { relativeMajor } from '../../../domain/music/key.js';
import type { ClipQuery } from '../../../ports/catalogue.js';
import type { ClipStamp } from '../../../ports/seedState.js';
import type { Database } from '../database/connect.js';
import { logTempo } from '../../shared/logTempo.js';
import { clipJson } from '../../shared/stored/clipJson.js';
import { storedClip } from '../../shared/stored/storedClip.js';
import { storedAt } from '../database/damaged.js';
import { clipQuerySql } from './clipQuerySql.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';

export interface FoundClip {
  readonly json: TextBytes;
}

interface FoundStamp {
  readonly clip_id: TextBytes;
  readonly digest: TextBytes;
}

/** Call `put`, `remove` and `removeTrack` inside a transaction. */
export interface ClipTable {
  put(clip: Clip): void;
  get(clipIds: readonly string[]): readonly FoundClip[];
  query(query: ClipQuery): readonly FoundClip[];
  stamps(query: ClipQuery): readonly ClipStamp[];
  scan(fromId: string, limit: number): readonly FoundClip[];
  /** What was found, read: that takes longer than finding it. Errors as of storedClip. */
  readonly read: (found: FoundClip) => Clip;
  remove(clipId: string): void;
  idsOfTrack(trackId: string): readonly string[];
  count(): number;
}

/** The table `clips`. */
export function clipTable(db: Database): ClipTable {
  const put = db.prepare(
    `INSERT INTO clips (clip_id, track_id, pitch, bpm, log_tempo, meter, trusted, vocal, harmonic, percussion, digest, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       track_id = excluded.track_id, pitch = excluded.pitch, bpm = excluded.bpm, log_tempo = excluded.log_tempo,
       meter = excluded.meter, trusted = excluded.trusted, vocal = excluded.vocal, harmonic = excluded.harmonic,
       percussion = excluded.percussion, digest = excluded.digest, json = excluded.json`,
  );
  const remove = db.prepare('DELETE FROM clips WHERE clip_id = ?');
  const ofTrack = db.prepare<{ clip_id: TextBytes }>(
    `SELECT ${asBytes('clip_id')} FROM clips WHERE track_id = ? ORDER BY clips.clip_id`,
  );
  const count = db.prepare<{ count: number }>('SELECT count(*) AS count FROM clips');
  return {
    ...reading(db),
    put: (clip) => void put.run(...columnsOf(clip), clipJson(clip)),
    remove: (clipId) => void remove.run(clipId),
    idsOfTrack: (trackId) => ofTrack.all(trackId).map((row) => textOf(row.clip_id, db.path)),
    count: () => count.all()[0].count,
  };
}

function reading(db: Database): Pick<ClipTable, 'get' | 'query' | 'stamps' | 'scan' | 'read'> {
  const get = db.prepare<FoundClip>(`SELECT ${asBytes('json')} FROM clips WHERE clip_id = ?`);
  const from = db.prepare<FoundClip>(
    `SELECT ${asBytes('json')} FROM clips WHERE clip_id >= ? ORDER BY clip_id LIMIT ?`,
  );
  const stamps = clipQuerySql<FoundStamp>(db, `${asBytes('clip_id')}, ${asBytes('digest')}`);
  const place = storedAt(db.path);
  const before = db.prepare<FoundClip>(
    `SELECT ${asBytes('json')} FROM clips WHERE clip_id < ? ORDER BY clip_id LIMIT ?`,
  );
  return {
    get: (clipIds) => clipIds.flatMap((id) => get.all(id)),
    query: clipQuerySql<FoundClip>(db, asBytes('json')),
    stamps: (query) =>
      stamps(query).map(({ clip_id, digest }) => ({
        clipId: textOf(clip_id, db.path),
        digest: textOf(digest, db.path),
      })),
    scan: (fromId, limit) => {
      const found = from.all(fromId, limit);
      return found.length < limit ? [...found, ...before.all(fromId, limit - found.length)] : found;
    },
    read: ({ json }) => storedClip(textOf(json, db.path), place),
  };
}

const columnsOf = (clip: Clip) =>
  [
    clip.clipId,
    clip.trackId,
    relativeMajor(clip.key),
    clip.grid.bpm,
    logTempo(clip.grid.bpm),
    clip.grid.meter,
    Number(clip.trusted),
    Number(clip.supplies.vocal),
    Number(clip.supplies.harmonic),
    Number(clip.supplies.percussion),
    digestOf(clip),
  ] as const;
