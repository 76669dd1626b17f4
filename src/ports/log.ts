import type { Observable } from 'rxjs';
import type { Milliseconds } from '../domain/units.js';

/** What is appended. `value` null is a tombstone: the key is gone. */
export interface NewRecord {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LogRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly timestamp: Milliseconds;
}

/** A record handed to one member of a group, and how to say that it is done with. */
export interface ConsumedRecord {
  readonly record: LogRecord;
  /** The membership under which it was read; settles of an older one are ignored after a rejoin. */
  readonly generation: number;
  /** Everything that came of it is durable. Idempotent. */
  readonly settle: () => void;
}

export interface ConsumeOptions {
  readonly topics: readonly string[];
  readonly group: string;
  /** The source stops at this many unsettled records. */
  readonly maxUnsettled: number;
  /** A partition pauses when this many settled records wait behind an unsettled one. Default 256. */
  readonly maxTail?: number;
}

/** A place in a topic: for each of its partitions the offset of the next record. */
export type Place = readonly number[];

export interface ReadTableOptions {
  readonly follow?: boolean;
  /** Every record from this place on, in place of the newest of each key. */
  readonly since?: Place;
}

/** How far a group is: `lag` = about how many records come after the committed offset; to be shown, not to decide by (`waits` does). */
export interface GroupLag {
  readonly topic: string;
  readonly lag: number;
}

/**
 * An append-only log of keyed records in named topics.
 * Promises: an append that resolved survives kill −9; order is kept within a key; a group gets every record at least once: one that
 * was not settled comes back after a restart, one whose contiguous predecessors and itself were settled and committed does not;
 * only the highest contiguous settled offset is committed; compacted topics may forget all but the newest record of a key. While
 * the store is away for the moment, appends and streams wait and then go on; what else is asked rejects with `unavailable`.
 */
export interface Log {
  /** All of the records or none. Error `bad-message`, naming the record: a key that holds a NUL character, or more than 1 MiB (recordSize). */
  append(topic: string, records: readonly NewRecord[]): Promise<void>;
  /**
   * Records as they come, endlessly, until unsubscribed or the log is closed. Errors only when the log itself is lost. What was
   * handed out may be settled after unsubscribing too, while the log is open and no newer member has joined: that is how a run drains.
   */
  consume(options: ConsumeOptions): Observable<ConsumedRecord>;
  /**
   * Newest record of each key from the beginning, without a group, then (with `follow`) every later one; tombstones included.
   * Without `follow` it completes at the present end.
   */
  readTable(topic: string, options?: ReadTableOptions): Observable<LogRecord>;
  /** The newest record of each key that has one, tombstones included. It is looked up: no more is read than is asked for. */
  newestOf(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, LogRecord>>;
  /** Where the topic ends now. */
  end(topic: string): Promise<Place>;
  /** Is there a record in one of the topics that the group has not settled, or whose settling is not committed yet? Whatever offsets there are. */
  waits(group: string, topics: readonly string[]): Promise<boolean>;
  /** The group's lag in each of the topics, consistent at one moment. */
  lag(group: string, topics: readonly string[]): Promise<readonly GroupLag[]>;
  close(): Promise<void>;
}
