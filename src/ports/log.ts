import type { Observable } from 'rxjs';
import type { Milliseconds } from '../domain/units.js';

/** A header as it lay in the log, its value no text perhaps. Kafka knows headers without a value (null); it may come back as an empty one. */
export type RawHeader = readonly [name: string, value: Uint8Array | null];

/** What a foreign producer wrote and text cannot hold. Carried unchanged: what is appended with it is read with it. */
export interface RawParts {
  /** Present only where `key` is not the whole truth: the key's bytes, which are no UTF-8 or hold a NUL character; null: there was no key. */
  readonly rawKey?: Uint8Array | null;
  /** Present only where `headers` is not the whole truth (values that are no text, names that repeat): all headers, in the order of their names' first use. */
  readonly rawHeaders?: readonly RawHeader[];
}

/** What is appended. `value` null is a tombstone: the key is gone. Raw parts, where given, are written in place of `key` and `headers`. */
export interface NewRecord extends RawParts {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `key` and `headers` are what text can tell of the raw parts: never a NUL character in the key; '' for none. */
export interface LogRecord extends RawParts {
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
  /** Which time this member has its partition, without a break: higher each time that it is given to it anew. */
  readonly generation: number;
  /** Everything that came of it is durable. Idempotent; ignored once the record is lost. */
  readonly settle: () => void;
  /** Aborted when this member no longer owns the record's partition: the work on it is to stop, and nothing of it can be settled. Another member gets it. */
  readonly lost: AbortSignal;
  /**
   * The offset after the last record that is known, when it is asked, to lie in the record's partition: at least the record's own + 1,
   * never beyond the end.
   */
  readonly end: () => number;
}

/** A membership of a group, from the subscription to `records$` on. Each partition of the topics has one owner among the members. */
export interface Consumption {
  /** Records as they come; completes after `takeNoMore` and `leave`, and when the log is closed. Errors only when the log itself is lost. Subscribe once. */
  readonly records$: Observable<ConsumedRecord>;
  /**
   * Nothing more is handed out; the membership goes on, so that what was handed out can be settled. Unsubscribing does the same.
   */
  takeNoMore(): void;
  /** Commits what is settled and leaves the group: the rest is lost to this member, and comes to others at once. Idempotent. */
  leave(): Promise<void>;
  /** Does this member own the partition now? */
  owns(topic: string, partition: number): boolean;
  /**
   * Why no record can come just now, in a few words: no member of the group yet or any more, the group at odds about its partitions for too
   * long, a log that owes an answer for too long. Undefined: nothing is known to be in the way, or no more is wanted.
   */
  hindrance(): string | undefined;
}

export interface ConsumeOptions {
  readonly topics: readonly string[];
  readonly group: string;
  /** The source stops at this many unsettled records. */
  readonly maxUnsettled: number;
  /** Unsettled records that do not count there, asked anew each time. Left out: none. */
  readonly uncounted?: (() => number) | undefined;
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
  /**
   * Resolves when all of the records are durable. Where it rejects some may have been written: stable ids make repeating harmless. Error
   * `bad-message`, naming the record, before anything is written: a key that holds a NUL character, or more than 1 MiB (recordSize).
   */
  append(topic: string, records: readonly NewRecord[]): Promise<void>;
  /** A membership of the group, which begins when its records are subscribed to. Closing the log leaves all groups. */
  consume(options: ConsumeOptions): Consumption;
  /**
   * Newest record of each key from the beginning, without a group, then (with `follow`) every later one; tombstones included.
   * Without `follow` it completes at the present end.
   */
  readTable(topic: string, options?: ReadTableOptions): Observable<LogRecord>;
  /**
   * The newest record of each key that has one, tombstones included. It may read all of the topic (a log without an index does): for
   * compacted topics, and for the few moments when a person asks.
   */
  newestOf(topic: string, keys: readonly string[]): Promise<ReadonlyMap<string, LogRecord>>;
  /** Where the topic ends now. */
  end(topic: string): Promise<Place>;
  /** Is there a record in one of the topics that the group has not settled, or whose settling is not committed yet? Whatever offsets there are. */
  waits(group: string, topics: readonly string[]): Promise<boolean>;
  /** The group's lag in each of the topics, consistent at one moment. */
  lag(group: string, topics: readonly string[]): Promise<readonly GroupLag[]>;
  close(): Promise<void>;
}
