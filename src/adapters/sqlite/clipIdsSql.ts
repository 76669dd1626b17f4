import type { Role } from '../../domain/role.js';
import type { ClipQuery } from '../../ports/catalogue.js';
import { clipRuleSql } from './clipRuleSql.js';
import { clipRuleValues } from './clipRuleValues.js';
import type { Database, Statement } from './connect.js';
import { asBytes, textOf, type TextBytes } from './textColumn.js';

interface Found {
  readonly clip_id: TextBytes;
}

/** Looks up all clips that meet a rule, by id. The index clips_by_fit holds all that is asked. */
export function clipIdsSql(db: Database): (rule: Omit<ClipQuery, 'limit'>) => readonly string[] {
  const of = (role: Role): Statement<Found> =>
    db.prepare<Found>(
      `SELECT ${asBytes('clip_id')} FROM clips INDEXED BY clips_by_fit
       WHERE (?2 IS NULL OR abs((pitch - ?2 + 18) % 12 - 6) <= ?3) AND ${clipRuleSql(role)} ORDER BY clips.clip_id`,
    );
  const statements: Readonly<Record<Role, Statement<Found>>> = {
    vocal: of('vocal'),
    harmonic: of('harmonic'),
    percussion: of('percussion'),
  };
  return (rule) =>
    statements[rule.supplies].all(...clipRuleValues(rule)).map(({ clip_id }) => textOf(clip_id, db.path));
}
