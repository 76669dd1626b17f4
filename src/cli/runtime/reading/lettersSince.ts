import { lastValueFrom, toArray } from 'rxjs';
import type { Log, LogRecord, Place } from '../../../ports/log.js';

/** The dead letters of records of these topics that came since that place, newest of each record's key and topic. */
export async function lettersSince(
  log: Log,
  topics: readonly string[],
  since: Place,
): Promise<readonly LogRecord[]> {
  const all = await lastValueFrom(log.readTable('dead-letters', { since }).pipe(toArray()));
  const found = all.filter(({ headers }) => topics.includes(headers['error.topic']));
  return [
    ...new Map(
      found.map((letter) => [JSON.stringify([letter.headers['error.topic'], letter.key]), letter]),
    ).values(),
  ];
}
