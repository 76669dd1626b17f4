import { relativeMajor } from '../../../domain/music/key.js';
import type { ReachRule, SeedPage } from '../../../ports/catalogue.js';
import { logTempo } from '../../shared/logTempo.js';
import { clipRuleSql } from './clipRuleSql.js';
import { clipRuleValues } from './clipRuleValues.js';
import type { Database } from '../database/connect.js';
import { asBytes, type TextBytes } from '../database/textColumn.js';

export interface FoundSeed {
  readonly json: TextBytes;
  /** Null where nothing is remembered of it. */
  readonly scorer: TextBytes | null;
  readonly harmonic: number | null;
  readonly percussion: number | null;
}

/** Looks up voices that a part could accompany, by page. The index clips_by_fit holds all that is asked, in the order of the pages. */
export function seedsInReachSql(db: Database): (rule: ReachRule, page: SeedPage) => readonly FoundSeed[] {
  const find = db.prepare<FoundSeed>(
    `WITH found AS MATERIALIZED (
       SELECT clip_id, pitch AS at_pitch, log_tempo AS at_tempo FROM clips INDEXED BY clips_by_fit
       WHERE (pitch, log_tempo, clip_id) > (?10, ?11, ?12)
         AND (?2 IS NULL OR abs((pitch - ?2 + 18) % 12 - 6) <= ?3) AND ${clipRuleSql('vocal')}
       ORDER BY pitch, log_tempo, clip_id LIMIT ?13)
     SELECT ${asBytes('clips.json')}, ${asBytes('seeds.scorer')}, seeds.harmonic, seeds.percussion
     FROM found JOIN clips USING (clip_id) LEFT JOIN seeds ON seed_clip_id = clip_id
     ORDER BY at_pitch, at_tempo, clip_id`,
  );
  return (rule, { after, limit }) => {
    const from = after
      ? ([relativeMajor(after.key), logTempo(after.grid.bpm), after.clipId] as const)
      : ([-1, 0, ''] as const);
    return find.all(...clipRuleValues(rule), ...from, limit);
  };
}
