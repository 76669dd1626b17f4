import { lastValueFrom, toArray } from 'rxjs';
import type { Log, LogRecord } from '../../ports/log.js';

/** Newest record of each key of a whole topic. */
export async function newest(log: Log, topic: string): Promise<ReadonlyMap<string, LogRecord>> {
  const records = await lastValueFrom(log.readTable(topic).pipe(toArray()));
  return new Map(records.map((record) => [record.key, record]));
}
