import { map, type Observable } from 'rxjs';
import type { Ranking } from '../../../domain/mashup.js';
import type { Log, LogRecord, ReadTableOptions } from '../../../ports/log.js';
import { readRecordIfSound } from '../../../topologies/readRecord.js';

/** News of one voice's ranking; `ranking` undefined: it is gone. */
export interface RankingChange {
  readonly seedClipId: string;
  readonly ranking: Ranking | undefined;
}

/**
 * The newest ranking of every voice, then, with `follow`, every change. One that cannot be read (of another version, say) is as good as
 * gone.
 */
export const rankingChanges = (log: Log, options: ReadTableOptions): Observable<RankingChange> =>
  log
    .readTable('mashups', options)
    .pipe(map((record) => ({ seedClipId: record.key, ranking: rankingIn(record) })));

/** The ranking that a record of topic `mashups` holds; undefined where that is gone or cannot be read. */
export const rankingIn = (record: LogRecord): Ranking | undefined =>
  readRecordIfSound('mashups', record) ?? undefined;
