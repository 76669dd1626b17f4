import { lastValueFrom, takeWhile } from 'rxjs';
import type { Log, LogRecord } from '../../ports/log.js';
import { recordSize } from '../../ports/recordSize.js';
import { letterOf, type Letter } from './letter.js';
import type { LetterFilter } from './letterFilter.js';

export interface WholeLetter {
  readonly letter: Letter;
  readonly record: LogRecord;
}

/** So much is held at once. */
const most = { letters: 1000, bytes: 16 << 20 };

/** The dead letters that pass, whole, in the order in which they lie in their partitions; those that come meanwhile are left out. */
export async function* letterBatches(log: Log, passes: LetterFilter): AsyncGenerator<readonly WholeLetter[]> {
  const end = await log.end('dead-letters');
  const next = end.map(() => 0);
  for (let more = true; more;) {
    const batch: WholeLetter[] = [];
    let bytes = 0;
    const take = (record: LogRecord): boolean => {
      const { partition, offset } = record;
      next[partition] = offset + 1;
      const letter = letterOf(record);
      if (offset < end[partition] && passes(letter)) {
        batch.push({ letter, record });
        bytes += recordSize(record);
      }
      return batch.length < most.letters && bytes < most.bytes;
    };
    more = false;
    const taken$ = log.readTable('dead-letters', { since: [...next] }).pipe(
      takeWhile((record) => {
        more = !take(record);
        return !more;
      }),
    );
    await lastValueFrom(taken$, { defaultValue: undefined });
    if (batch.length > 0) yield batch;
  }
}
