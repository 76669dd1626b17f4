import type { SeedState } from '../../../ports/catalogue.js';
import type { Database } from '../database/connect.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';

/** Call `put` and `remove` inside a transaction. */
export interface SeedTable {
  get(seedClipId: string): SeedState | undefined;
  /** Whether it was kept. */
  put(state: SeedState): boolean;
  remove(seedClipId: string): void;
  holding(clipId: string): readonly string[];
  stale(): readonly string[];
  overdue(scorer: string): readonly string[];
  /** Those that were cut at a revision before this one, oldest first. */
  cut(revision: number, limit: number): readonly string[];
}

interface Row {
  readonly scorer: TextBytes;
  readonly revision: number;
  readonly harmonic: number | null;
  readonly percussion: number | null;
  readonly sampled: number;
  readonly cut: number;
  readonly best: number | null;
}

/** The tables `seeds` and `shortlists`. */
export function seedTable(db: Database): SeedTable {
  const holding = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM shortlists WHERE clip_id = ? ORDER BY shortlists.seed_clip_id`,
  );
  const stale = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM seeds WHERE seed_clip_id IN (
       SELECT seeds.seed_clip_id FROM seeds JOIN clips ON clip_id = seeds.seed_clip_id
         WHERE clips.revision > seeds.revision
       UNION SELECT seeds.seed_clip_id FROM seeds JOIN shortlists USING (seed_clip_id)
         LEFT JOIN clips ON clips.clip_id = shortlists.clip_id
         WHERE clips.clip_id IS NULL OR clips.revision > seeds.revision)
     ORDER BY seeds.seed_clip_id`,
  );
  const overdue = db.prepare<{ clip_id: TextBytes }>(
    `SELECT ${asBytes('clip_id')} FROM clips LEFT JOIN seeds ON seed_clip_id = clip_id
     WHERE vocal = 1 AND (scorer IS NOT ? OR (sampled = 0 AND trusted = 1 AND clips.harmonic = 1 AND clips.percussion = 1))
     ORDER BY clips.clip_id`,
  );
  const cut = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM seeds WHERE cut = 1 AND revision < ? ORDER BY revision, seeds.seed_clip_id LIMIT ?`,
  );
  return {
    ...states(db),
    holding: (clipId) => holding.all(clipId).map((row) => textOf(row.seed_clip_id, db.path)),
    stale: () => stale.all().map((row) => textOf(row.seed_clip_id, db.path)),
    overdue: (scorer) => overdue.all(scorer).map((row) => textOf(row.clip_id, db.path)),
    cut: (revision, limit) => cut.all(revision, limit).map((row) => textOf(row.seed_clip_id, db.path)),
  };
}

function states(db: Database): Pick<SeedTable, 'get' | 'put' | 'remove'> {
  const get = db.prepare<Row>(
    `SELECT ${asBytes('scorer')}, revision, harmonic, percussion, sampled, cut, best FROM seeds WHERE seed_clip_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO seeds (seed_clip_id, scorer, revision, harmonic, percussion, sampled, cut, best) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET scorer = excluded.scorer, revision = excluded.revision, harmonic = excluded.harmonic,
       percussion = excluded.percussion, sampled = excluded.sampled, cut = excluded.cut, best = excluded.best
     WHERE scorer <> excluded.scorer OR revision <= excluded.revision`,
  );
  const forget = db.prepare('DELETE FROM seeds WHERE seed_clip_id = ?');
  const shortlist = db.prepare<{ clip_id: TextBytes }>(
    `SELECT ${asBytes('clip_id')} FROM shortlists WHERE seed_clip_id = ? ORDER BY place`,
  );
  const list = db.prepare('INSERT OR IGNORE INTO shortlists VALUES (?, ?, ?)');
  const unlist = db.prepare('DELETE FROM shortlists WHERE seed_clip_id = ?');
  return {
    get: (seedClipId) => {
      const rows = get.all(seedClipId);
      if (rows.length === 0) return undefined;
      const { scorer, revision, harmonic, percussion, sampled, cut, best } = rows[0];
      const clipIds = shortlist.all(seedClipId).map((row) => textOf(row.clip_id, db.path));
      return {
        ...{ seedClipId, scorer: textOf(scorer, db.path), revision, sampled: sampled === 1, cut: cut === 1 },
        ...{ thresholds: { harmonic, percussion }, shortlist: clipIds, best },
      };
    },
    put: ({ seedClipId, scorer, revision, thresholds, shortlist: clipIds, sampled, cut, best }) => {
      const { harmonic, percussion } = thresholds;
      const values = [scorer, revision, harmonic, percussion, Number(sampled), Number(cut), best] as const;
      if (put.run(seedClipId, ...values) === 0) return false;
      unlist.run(seedClipId);
      clipIds.forEach((clipId, place) => list.run(clipId, seedClipId, place));
      return true;
    },
    remove: (seedClipId) => {
      forget.run(seedClipId);
      unlist.run(seedClipId);
    },
  };
}
