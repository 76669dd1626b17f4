import type { Log, LogRecord } from '../../../ports/log.js';

/** With more records than these it begins anew at the next look. */
const most = 20_000;

/** What a topic holds of some keys: looked up once, and known from then on by what is heard. */
export interface NewestHeard extends Pick<Log, 'newestOf'> {
  /** Every record since the first look has to be told. */
  hear(record: LogRecord): void;
}

/** Who looks for the same again and again has it looked up once. `topic`: the one that is listened to. */
export function newestHeard(log: Pick<Log, 'newestOf'>, topic: string): NewestHeard {
  const known = new Map<string, LogRecord | undefined>();
  const learn = (key: string, record: LogRecord | undefined): void => {
    const before = known.get(key);
    // What was heard meanwhile may be newer than what was looked up.
    if (before && (!record || isNewer(before, record))) return;
    known.set(key, record);
  };
  return {
    hear: (record) => learn(record.key, record),
    async newestOf(asked, keys) {
      if (asked !== topic) return log.newestOf(asked, keys);
      if (known.size > most) known.clear();
      const unknown = keys.filter((key) => !known.has(key));
      if (unknown.length > 0) {
        const found = await log.newestOf(topic, unknown);
        for (const key of unknown) learn(key, found.get(key));
      }
      return new Map(
        keys.flatMap((key) => {
          const record = known.get(key);
          return record ? [[key, record] as const] : [];
        }),
      );
    },
  };
}

/** In the place of the other: a topic that was given more partitions may have moved the key. */
const isNewer = (one: LogRecord, other: LogRecord): boolean =>
  one.partition === other.partition ? one.offset > other.offset : one.timestamp > other.timestamp;
