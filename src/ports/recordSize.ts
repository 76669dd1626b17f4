import type { RawParts } from './log.js';

/** A record of the log: key, value and headers together take at most so many bytes (1 MiB). */
export const largestRecord = 1 << 20;

interface Sized extends RawParts {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bytes of a record's key, value and headers, as they lie in the log. */
export const recordSize = ({ key, rawKey, value, headers = {}, rawHeaders }: Sized): number =>
  (rawHeaders ?? Object.entries(headers)).reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text ?? ''),
    (rawKey === undefined ? Buffer.byteLength(key) : (rawKey?.length ?? 0)) + (value?.length ?? 0),
  );
