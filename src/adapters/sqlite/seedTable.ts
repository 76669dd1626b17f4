import type { SeedState } from '../../ports/catalogue.js';
import type { Database } from './connect.js';

/** Call `put` and `remove` inside a transaction. */
export interface SeedTable {
  get(seedClipId: string): SeedState | undefined;
  /** Whether it was kept. */
  put(state: SeedState): boolean;
  remove(seedClipId: string): void;
  holding(clipId: string): readonly string[];
  overdue(scorer: string): readonly string[];
}

interface Row {
  readonly scorer: string;
  readonly revision: number;
  readonly harmonic: number | null;
  readonly percussion: number | null;
  readonly sampled: number;
}

/** The tables `seeds` and `shortlists`. */
export function seedTable(db: Database): SeedTable {
  const holding = db.prepare<{ seed_clip_id: string }>(
    'SELECT seed_clip_id FROM shortlists WHERE clip_id = ? ORDER BY seed_clip_id',
  );
  const overdue = db.prepare<{ clip_id: string }>(
    `SELECT clip_id FROM clips LEFT JOIN seeds ON seed_clip_id = clip_id
     WHERE trusted = 1 AND vocal = 1 AND (scorer IS NOT ? OR sampled = 0) ORDER BY clip_id`,
  );
  return {
    ...states(db),
    holding: (clipId) => holding.all(clipId).map((row) => row.seed_clip_id),
    overdue: (scorer) => overdue.all(scorer).map((row) => row.clip_id),
  };
}

function states(db: Database): Pick<SeedTable, 'get' | 'put' | 'remove'> {
  const get = db.prepare<Row>(
    'SELECT scorer, revision, harmonic, percussion, sampled FROM seeds WHERE seed_clip_id = ?',
  );
  const put = db.prepare(
    `INSERT INTO seeds VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET scorer = excluded.scorer,
       revision = excluded.revision, harmonic = excluded.harmonic, percussion = excluded.percussion, sampled = excluded.sampled
     WHERE scorer <> excluded.scorer OR revision <= excluded.revision`,
  );
  const forget = db.prepare('DELETE FROM seeds WHERE seed_clip_id = ?');
  const shortlist = db.prepare<{ clip_id: string }>(
    'SELECT clip_id FROM shortlists WHERE seed_clip_id = ? ORDER BY place',
  );
  const list = db.prepare('INSERT OR IGNORE INTO shortlists VALUES (?, ?, ?)');
  const unlist = db.prepare('DELETE FROM shortlists WHERE seed_clip_id = ?');
  return {
    get: (seedClipId) => {
      const rows = get.all(seedClipId);
      if (rows.length === 0) return undefined;
      const { scorer, revision, harmonic, percussion, sampled } = rows[0];
      const clipIds = shortlist.all(seedClipId).map((row) => row.clip_id);
      return {
        ...{ seedClipId, scorer, revision, sampled: sampled === 1 },
        ...{ thresholds: { harmonic, percussion }, shortlist: clipIds },
      };
    },
    put: ({ seedClipId, scorer, revision, thresholds, shortlist: clipIds, sampled }) => {
      const { harmonic, percussion } = thresholds;
      if (put.run(seedClipId, scorer, revision, harmonic, percussion, Number(sampled)) === 0) return false;
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
