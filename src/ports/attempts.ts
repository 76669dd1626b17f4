import type { LogRecord } from './log.js';

type Place = Pick<LogRecord, 'topic' | 'partition' | 'offset'>;

/** Counts, durably, how often work on a record was begun and did not end in good order, so that a record that kills its worker is found out. */
export interface Attempts {
  /** Beginnings that were not taken back; 0 for a record that is not known. */
  count(record: Place): Promise<number>;
  /** Counts one more beginning and resolves, once it is durable, to how many there have been (1 = first). */
  begin(record: Place): Promise<number>;
  /** Takes one beginning back: its work ended or was stopped in good order. Of nothing: no error. */
  takeBack(record: Place): Promise<void>;
  /** Forgets the record: all its work ended, well or badly. */
  end(record: Place): Promise<void>;
}
