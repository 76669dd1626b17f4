import type { Role } from '../../../domain/role.js';
import type { ClipQuery } from '../../../ports/catalogue.js';
import { clipRuleSql } from './clipRuleSql.js';
import { clipRuleValues } from './clipRuleValues.js';
import type { Database, Statement } from '../database/connect.js';

/** The most that one query may return; parameter ?10 says how many it shall. */
const most = 512;

/** 10⁹ · |shift| / 12. */
const costs = [0, 1, 2, 3, 4, 5, 6].map((shift) => Math.round((shift * 1e9) / 12));
const costOfPitch = `coalesce(CASE abs((pitch - ?2 + 18) % 12 - 6) ${costs.map((cost, shift) => `WHEN ${shift} THEN ${cost}`).join(' ')} END, 0)`;

const shifts = [-6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5];

/** The clips that one shift brings to the seed's key, from its tempo on upwards or downwards: nearest first, so few are read. */
const walk = (role: Role, shift: number, up: boolean): string => `SELECT * FROM (
  SELECT clip_id, abs(log_tempo - ?1) + iif(?2 IS NULL, 0, ${costs[Math.abs(shift)]}) AS distance
  FROM clips INDEXED BY clips_by_fit
  WHERE (?3 IS NULL OR ${Math.abs(shift)} <= ?3) AND pitch = (coalesce(?2, 0) + ${12 - shift}) % 12
    AND log_tempo ${up ? '>=' : '<'} ?1 AND ${clipRuleSql(role)}
  ORDER BY log_tempo ${up ? 'ASC' : 'DESC'}, clip_id LIMIT ?10)`;

/** Without a tempo there is no place to walk from: all clips are looked at. */
const scan = (role: Role): string => `
  SELECT clip_id, ${costOfPitch} AS distance
  FROM clips INDEXED BY clips_by_fit
  WHERE ?1 IS NULL AND (?2 IS NULL OR abs((pitch - ?2 + 18) % 12 - 6) <= ?3) AND ${clipRuleSql(role)}`;

const nearest = (candidates: string, columns: string): string => `
WITH candidates AS (${candidates}),
found AS MATERIALIZED (SELECT clip_id, distance FROM candidates ORDER BY distance, clip_id LIMIT ?10)
SELECT ${columns} FROM found JOIN clips USING (clip_id) ORDER BY distance, clips.clip_id`;

/**
 * Looks clips up by key and tempo, nearest first (the port's rule): |ln tempo ratio| + |shift| / 12, in
 * whole 10⁻⁹, then clip id. The
 * index clips_by_fit holds all that is asked, so only the clips that are returned are touched, and those only for other columns.
 */
export function clipQuerySql<Row>(db: Database, columns: string): (query: ClipQuery) => readonly Row[] {
  const both = (role: Role) => ({
    walking: db.prepare<Row>(
      nearest(
        shifts.flatMap((shift) => [walk(role, shift, true), walk(role, shift, false)]).join(' UNION ALL '),
        columns,
      ),
    ),
    scanning: db.prepare<Row>(nearest(scan(role), columns)),
  });
  const statements: Readonly<Record<Role, Record<'walking' | 'scanning', Statement<Row>>>> = {
    vocal: both('vocal'),
    harmonic: both('harmonic'),
    percussion: both('percussion'),
  };
  return (query) =>
    statements[query.supplies][query.tempo ? 'walking' : 'scanning'].all(
      ...clipRuleValues(query),
      Math.min(query.limit, most),
    );
}
