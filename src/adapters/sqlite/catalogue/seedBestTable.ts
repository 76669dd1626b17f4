import type { BestQuery } from '../../../ports/catalogue.js';
import type { SeedBest } from '../../../ports/seedState.js';
import type { Database } from '../database/connect.js';
import { asBytes, textOf, type TextBytes } from '../database/textColumn.js';

/** How good the rankings of seeds are: looked up in the table `seeds` by its index seeds_by_best. */
export interface SeedBestTable {
  /** The newest terms first. */
  scorers(): readonly string[];
  byBest(query: BestQuery): readonly SeedBest[];
  of(seedClipIds: readonly string[]): readonly SeedBest[];
}

interface Row {
  readonly seed_clip_id: TextBytes;
  readonly scorer: TextBytes;
  readonly best: number | null;
}

const columns = [asBytes('seed_clip_id'), asBytes('scorer'), 'best'].join(', ');

export function seedBestTable(db: Database): SeedBestTable {
  const scorers = db.prepare<Pick<Row, 'scorer'>>(
    `SELECT ${asBytes('scorer')} FROM seeds GROUP BY seeds.scorer ORDER BY max(terms_order) DESC, seeds.scorer`,
  );
  const first = db.prepare<Row>(
    `SELECT ${columns} FROM seeds WHERE scorer = ? AND best IS NOT NULL ORDER BY best DESC, seeds.seed_clip_id LIMIT ?`,
  );
  const next = db.prepare<Row>(
    `SELECT * FROM (SELECT ${columns} FROM seeds WHERE scorer = ?1 AND best = ?2 AND seed_clip_id > ?3 ORDER BY seeds.seed_clip_id LIMIT ?4)
     UNION ALL
     SELECT * FROM (SELECT ${columns} FROM seeds WHERE scorer = ?1 AND best < ?2 ORDER BY best DESC, seeds.seed_clip_id LIMIT ?4)
     LIMIT ?4`,
  );
  const one = db.prepare<Row>(`SELECT ${columns} FROM seeds WHERE seed_clip_id = ?`);
  const read = ({ seed_clip_id, scorer, best }: Row): SeedBest => ({
    seedClipId: textOf(seed_clip_id, db.path),
    scorer: textOf(scorer, db.path),
    best,
  });
  return {
    scorers: () => scorers.all().map(({ scorer }) => textOf(scorer, db.path)),
    byBest: ({ scorer, after, limit }) =>
      (after ? next.all(scorer, after.best, after.seedClipId, limit) : first.all(scorer, limit)).map(read),
    of: (seedClipIds) => seedClipIds.flatMap((id) => one.all(id)).map(read),
  };
}
