import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Which message of a publisher was worked on. */
export const workedMessageSchema = z.object({
  partition: z.number(),
  offset: z.number(),
  /** ms since 1970. */
  timestamp: z.number(),
  /** Of its value (fingerprintOfValue): tells whether another message says the same. */
  fingerprint: z.string(),
});
export type WorkedMessage = Readonly<z.infer<typeof workedMessageSchema>>;

type Place = Pick<WorkedMessage, 'partition' | 'offset' | 'timestamp'>;

/** A consumed record as the message that was worked on. */
export const workedMessageOf = ({
  partition,
  offset,
  timestamp,
  value,
}: Place & { readonly value: Uint8Array | null }): WorkedMessage => ({
  ...{ partition, offset, timestamp },
  fingerprint: fingerprintOfValue(value),
});

/** The beginning of the SHA-256 of a message's bytes, in hex; all tombstones have one. */
export const fingerprintOfValue = (value: Uint8Array | null): string =>
  value === null ? 'tombstone' : createHash('sha256').update(value).digest('hex').slice(0, 32);

export const isSameMessage = (a: Place, b: Place): boolean =>
  a.partition === b.partition && a.offset === b.offset && a.timestamp === b.timestamp;

/** Did `a` come after `b`? Where a topic was made anew its offsets begin again, with later timestamps. */
export const isLaterMessage = (a: Place, b: Place): boolean =>
  a.partition === b.partition && a.offset > b.offset && a.timestamp >= b.timestamp;
