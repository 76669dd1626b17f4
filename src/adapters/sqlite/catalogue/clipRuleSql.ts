import type { Role } from '../../../domain/role.js';

/**
 * The condition on a row of `clips` by which partners are looked up, all but the key. Its parameters are those of clipRuleValues; what
 * is null does not restrict. The ratio is divided as tempoFits (mashability) divides it, so both agree to the last bit.
 */
export const clipRuleSql = (role: Role): string => `${role} = 1 AND trusted >= ?8
  AND (?4 IS NULL OR ?4 / bpm BETWEEN ?5 AND ?6)
  AND (?7 IS NULL OR meter = ?7)
  AND (?9 IS NULL OR track_id <> ?9)`;
