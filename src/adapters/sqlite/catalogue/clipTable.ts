import type { Clip } from '../../../domain/clip.js';
import { relativeMajor } from '../../../domain/music/key.js';
import type { ClipQuery } from '../../../ports/catalogue.js';
import type { Database } from '../database/connect.js';
import { logTempo } from '../../shared/logTempo.js';
import { clipJson } from './clipJson.js';
import { clipQuerySql, type FoundClip } from './clipQuerySql.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';
import { storedClip } from './storedClip.js';

/** Call `put`, `remove` and `removeTrack` inside a transaction. */
export interface ClipTable {
  put(clip: Clip): void;
  get(clipIds: readonly string[]): readonly FoundClip[];
  query(query: ClipQuery): readonly FoundClip[];
  scan(fromId: string, limit: number): readonly FoundClip[];
  /** What was found, read: that takes longer than finding it. Errors as of storedClip. */
  readonly read: (found: FoundClip) => Clip;
  /** Whether there was one. */
  remove(clipId: string): boolean;
  idsOfTrack(trackId: string): readonly string[];
  count(): number;
}

/** The table `clips`. */
export function clipTable(db: Database): ClipTable {
  const put = db.prepare(
    `INSERT INTO clips (clip_id, track_id, pitch, bpm, log_tempo, meter, trusted, vocal, harmonic, percussion, revision, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET
       track_id = excluded.track_id, pitch = excluded.pitch, bpm = excluded.bpm, log_tempo = excluded.log_tempo,
       meter = excluded.meter, trusted = excluded.trusted, vocal = excluded.vocal, harmonic = excluded.harmonic,
       percussion = excluded.percussion, revision = excluded.revision, json = excluded.json`,
  );
  const remove = db.prepare('DELETE FROM clips WHERE clip_id = ?');
  const ofTrack = db.prepare<{ clip_id: TextBytes }>(
    `SELECT ${asBytes('clip_id')} FROM clips WHERE track_id = ? ORDER BY clips.clip_id`,
  );
  const count = db.prepare<{ count: number }>('SELECT count(*) AS count FROM clips');
  return {
    ...reading(db),
    put: (clip) => void put.run(...columnsOf(clip), clipJson(clip)),
    remove: (clipId) => remove.run(clipId) > 0,
    idsOfTrack: (trackId) => ofTrack.all(trackId).map((row) => textOf(row.clip_id, db.path)),
    count: () => count.all()[0].count,
  };
}

function reading(db: Database): Pick<ClipTable, 'get' | 'query' | 'scan' | 'read'> {
  const get = db.prepare<FoundClip>(`SELECT ${asBytes('json')} FROM clips WHERE clip_id = ?`);
  const from = db.prepare<FoundClip>(
    `SELECT ${asBytes('json')} FROM clips WHERE clip_id >= ? ORDER BY clip_id LIMIT ?`,
  );
  const before = db.prepare<FoundClip>(
    `SELECT ${asBytes('json')} FROM clips WHERE clip_id < ? ORDER BY clip_id LIMIT ?`,
  );
  return {
    get: (clipIds) => clipIds.flatMap((id) => get.all(id)),
    query: clipQuerySql(db),
    scan: (fromId, limit) => {
      const found = from.all(fromId, limit);
      return found.length < limit ? [...found, ...before.all(fromId, limit - found.length)] : found;
    },
    read: ({ json }) => storedClip(textOf(json, db.path), db.path),
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
    clip.revision ?? 0,
  ] as const;
