import { relativeMajor } from '../../domain/key.js';
import type { ClipQuery } from '../../ports/catalogue.js';
import type { Database, SqlValue } from './connect.js';

/** The most that one query may return. */
const most = 512;

/**
 * Fixed text, so that it is prepared once; what is null does not restrict. The inner query reads the covering index
 * clips_by_fit alone, so only the clips that are returned are touched. The ratio is divided as tempoRule divides it, so both agree to
 * the last bit; the range of bpm beside it is a little wide and only finds the place in the index.
 */
const sql = (role: string): string => `
WITH found AS MATERIALIZED (
  SELECT clip_id, coalesce(abs(log_bpm - ?1), 0) + coalesce(abs((pitch - ?2 + 18) % 12 - 6), 0) / 12.0 AS distance
  FROM clips INDEXED BY clips_by_fit
  WHERE bpm BETWEEN ?3 AND ?4
    AND (?5 IS NULL OR ?5 / bpm BETWEEN ?6 AND ?7)
    AND (?2 IS NULL OR abs((pitch - ?2 + 18) % 12 - 6) <= ?8)
    AND (?9 IS NULL OR meter = ?9)
    AND trusted >= ?10 AND ${role} = 1
    AND (?11 IS NULL OR track_id <> ?11)
  ORDER BY distance, clip_id LIMIT ?12
)
SELECT json FROM found JOIN clips USING (clip_id) ORDER BY distance, clip_id`;

const slack = 1e-9;

/** Looks clips up by key and tempo, nearest first (the port's rule): |ln tempo ratio| + |shift| / 12, then clip id. */
export function clipQuerySql(db: Database): (query: ClipQuery) => readonly { readonly json: string }[] {
  const prepare = (role: string) => db.prepare<{ json: string }>(sql(role));
  const statements = {
    vocal: prepare('vocal'),
    harmonic: prepare('harmonic'),
    percussion: prepare('percussion'),
  };
  return (query) => statements[query.supplies].all(...valuesOf(query));
}

function valuesOf({ key, tempo, meter, trustedOnly, excludeTrackId, limit }: ClipQuery): readonly SqlValue[] {
  return [
    tempo ? Math.log(tempo.of) : null,
    key ? relativeMajor(key.of) : null,
    tempo ? (tempo.of / tempo.high) * (1 - slack) : 0,
    tempo ? (tempo.of / tempo.low) * (1 + slack) : Number.MAX_VALUE,
    tempo?.of ?? null,
    tempo?.low ?? null,
    tempo?.high ?? null,
    key?.semitones ?? null,
    meter ?? null,
    Number(trustedOnly),
    excludeTrackId ?? null,
    Math.min(limit, most),
  ];
}
