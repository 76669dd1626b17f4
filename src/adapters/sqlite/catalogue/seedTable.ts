import type { IdPage } from '../../../ports/catalogue.js';
import type { SeedState } from '../../../ports/seedState.js';
import type { Database } from '../database/connect.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';

/** Call `put` and `remove` inside a transaction. */
export interface SeedTable {
  get(seedClipId: string): SeedState | undefined;
  /** Whether it was kept. */
  put(state: SeedState): boolean;
  remove(seedClipId: string): void;
  holding(clipId: string, page: IdPage): readonly string[];
  stale(page: IdPage): readonly string[];
  overdue(scorer: string, page: IdPage): readonly string[];
  sampled(fewerThan: number, page: IdPage): readonly string[];
  cut(page: IdPage): readonly string[];
}

interface Row {
  readonly digest: TextBytes;
  readonly scorer: TextBytes;
  readonly terms_order: number;
  readonly revision: number;
  readonly partners: TextBytes;
  readonly harmonic: number | null;
  readonly percussion: number | null;
  readonly sampled: number;
  readonly cut: number;
  readonly missed: number;
  readonly best: number | null;
}

/** The tables `seeds` and `shortlists`. */
export function seedTable(db: Database): SeedTable {
  const holding = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM shortlists WHERE clip_id = ? AND seed_clip_id > ? ORDER BY shortlists.seed_clip_id LIMIT ?`,
  );
  const stale = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM seeds WHERE seed_clip_id > ? AND (
       digest <> (SELECT digest FROM clips INDEXED BY clips_digests WHERE clip_id = seeds.seed_clip_id)
       OR EXISTS (SELECT 1 FROM shortlists LEFT JOIN clips INDEXED BY clips_digests USING (clip_id)
         WHERE shortlists.seed_clip_id = seeds.seed_clip_id AND clips.digest IS NOT shortlists.digest))
     ORDER BY seeds.seed_clip_id LIMIT ?`,
  );
  const overdue = db.prepare<{ clip_id: TextBytes }>(
    `SELECT ${asBytes('clip_id')} FROM clips LEFT JOIN seeds ON seed_clip_id = clip_id
     WHERE vocal = 1 AND clips.clip_id > ?2 AND (scorer IS NOT ?1 OR missed = 1 OR (sampled = 0 AND trusted = 1 AND clips.harmonic = 1 AND clips.percussion = 1))
     ORDER BY clips.clip_id LIMIT ?3`,
  );
  const cut = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM seeds WHERE cut = 1 AND seed_clip_id > ? ORDER BY seeds.seed_clip_id LIMIT ?`,
  );
  const sampled = db.prepare<{ seed_clip_id: TextBytes }>(
    `SELECT ${asBytes('seed_clip_id')} FROM seeds WHERE sampled >= 1 AND sampled < ? AND seed_clip_id > ? ORDER BY seeds.seed_clip_id LIMIT ?`,
  );
  return {
    ...states(db),
    holding: (clipId, { after = '', limit }) =>
      holding.all(clipId, after, limit).map((row) => textOf(row.seed_clip_id, db.path)),
    stale: ({ after = '', limit }) => stale.all(after, limit).map((row) => textOf(row.seed_clip_id, db.path)),
    overdue: (scorer, { after = '', limit }) =>
      overdue.all(scorer, after, limit).map((row) => textOf(row.clip_id, db.path)),
    sampled: (fewerThan, { after = '', limit }) =>
      sampled.all(fewerThan, after, limit).map((row) => textOf(row.seed_clip_id, db.path)),
    cut: ({ after = '', limit }) => cut.all(after, limit).map((row) => textOf(row.seed_clip_id, db.path)),
  };
}

function statements(db: Database) {
  const get = db.prepare<Row>(
    `SELECT ${asBytes('digest')}, ${asBytes('scorer')}, terms_order, revision, harmonic, percussion, ${asBytes('partners')},
       sampled, cut, missed, best FROM seeds WHERE seed_clip_id = ?`,
  );
  const put = db.prepare(
    `INSERT INTO seeds (seed_clip_id, digest, scorer, terms_order, revision, harmonic, percussion, partners, sampled, cut, missed, best)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET digest = excluded.digest, scorer = excluded.scorer, terms_order = excluded.terms_order,
       revision = excluded.revision, harmonic = excluded.harmonic, percussion = excluded.percussion, partners = excluded.partners,
       sampled = excluded.sampled, cut = excluded.cut, missed = excluded.missed, best = excluded.best
     WHERE CASE WHEN scorer = excluded.scorer THEN revision <= excluded.revision ELSE terms_order <= excluded.terms_order END`,
  );
  const forget = db.prepare('DELETE FROM seeds WHERE seed_clip_id = ?');
  const shortlist = db.prepare<{ clip_id: TextBytes; digest: TextBytes }>(
    `SELECT ${asBytes('clip_id')}, ${asBytes('digest')} FROM shortlists WHERE seed_clip_id = ? ORDER BY place`,
  );
  const list = db.prepare(
    'INSERT OR IGNORE INTO shortlists (clip_id, digest, seed_clip_id, place) VALUES (?, ?, ?, ?)',
  );
  const unlist = db.prepare('DELETE FROM shortlists WHERE seed_clip_id = ?');
  return { get, put, forget, shortlist, list, unlist };
}

function states(db: Database): Pick<SeedTable, 'get' | 'put' | 'remove'> {
  const { get, put, forget, shortlist, list, unlist } = statements(db);
  return {
    get: (seedClipId) => {
      const rows = get.all(seedClipId);
      if (rows.length === 0) return undefined;
      const [{ revision, harmonic, percussion, best, ...row }] = rows;
      const text = (bytes: TextBytes): string => textOf(bytes, db.path);
      return {
        ...{
          seedClipId,
          digest: text(row.digest),
          scorer: text(row.scorer),
          order: row.terms_order,
          revision,
        },
        thresholds: { harmonic, percussion },
        shortlist: shortlist
          .all(seedClipId)
          .map(({ clip_id, digest }) => ({ clipId: text(clip_id), digest: text(digest) })),
        partners: text(row.partners),
        ...{ sampled: row.sampled, cut: row.cut === 1, missed: row.missed === 1, best },
      };
    },
    put: ({ seedClipId, thresholds: { harmonic, percussion }, shortlist: stamps, ...state }) => {
      const { digest, scorer, order, revision, partners, sampled, cut, missed, best } = state;
      const flags = [sampled, Number(cut), Number(missed)] as const;
      const values = [
        digest,
        scorer,
        order,
        revision,
        harmonic,
        percussion,
        partners,
        ...flags,
        best,
      ] as const;
      if (put.run(seedClipId, ...values) === 0) return false;
      unlist.run(seedClipId);
      stamps.forEach((stamp, place) => list.run(stamp.clipId, stamp.digest, seedClipId, place));
      return true;
    },
    remove: (seedClipId) => {
      forget.run(seedClipId);
      unlist.run(seedClipId);
    },
  };
}
