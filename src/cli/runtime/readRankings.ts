import { lastValueFrom, toArray } from 'rxjs';
import { rankingSchema, type Ranking } from '../../domain/mashup.js';
import type { Log } from '../../ports/log.js';

/** The newest ranking of every seed; what cannot be read (of another version, say) is left out. */
export async function readRankings(log: Log): Promise<readonly Ranking[]> {
  const records = await lastValueFrom(log.readTable('mashups').pipe(toArray()));
  return records.flatMap(({ value }) => {
    const read = rankingSchema.safeParse(value === null ? null : JSON.parse(new TextDecoder().decode(value)));
    return read.success ? [read.data] : [];
  });
}
