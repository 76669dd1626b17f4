import { lastValueFrom, toArray } from 'rxjs';
import type { Log, LogRecord } from '../../../../src/ports/log.js';

/** A topic as a table, as it is now. */
export const table = (log: Log, topic: string): Promise<LogRecord[]> =>
  lastValueFrom(log.readTable(topic).pipe(toArray()));
