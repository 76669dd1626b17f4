import { filter, map, type Observable } from 'rxjs';
import type { Ranking } from '../../domain/mashup.js';
import type { Log, LogRecord } from '../../ports/log.js';
import { readRecordIfSound } from '../../topologies/readRecord.js';

/** News of one voice's ranking; `ranking` undefined: it is gone. */
export interface RankingChange {
  readonly seedClipId: string;
  readonly ranking: Ranking | undefined;
}

/** The newest ranking of every voice, then, with `follow`, every change; what cannot be read (of another version, say) is left out. */
export const rankingChanges = (log: Log, follow: boolean): Observable<RankingChange> =>
  log.readTable('mashups', { follow }).pipe(
    map(changeOf),
    filter((change) => change !== undefined),
  );

function changeOf(record: LogRecord): RankingChange | undefined {
  const ranking = readRecordIfSound('mashups', record);
  return ranking === undefined ? undefined : { seedClipId: record.key, ranking: ranking ?? undefined };
}
