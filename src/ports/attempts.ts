import type { LogRecord } from './log.js';

type Place = Pick<LogRecord, 'topic' | 'partition' | 'offset'>;

/**
 * Counts, durably, how often work on a record was begun and did not end in good order, so that a record that kills its worker is found out. Each
 * beginning has a name: one whose answer was lost counts once, however often it is tried again.
 */
export interface Attempts {
  /** Beginnings that were not taken back; 0 for a record that is not known. */
  count(record: Place): Promise<number>;
  /** Counts the beginning of that name, and resolves once it is durable. Of one that counts already: no error. */
  begin(record: Place, name: string): Promise<void>;
  /** Takes that beginning back: its work ended or was stopped in good order. Of one that does not count: no error. */
  takeBack(record: Place, name: string): Promise<void>;
  /** Forgets the record: all its work ended, well or badly. */
  end(record: Place): Promise<void>;
}
