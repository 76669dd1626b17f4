/** A record of the log: key, value and headers together take at most so many bytes (1 MiB). */
export const largestRecord = 1 << 20;

interface Sized {
  readonly key: string;
  readonly value: Uint8Array | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Bytes of a record's key, value and headers. */
export const recordSize = ({ key, value, headers = {} }: Sized): number =>
  Object.entries(headers).reduce(
    (sum, [name, text]) => sum + Buffer.byteLength(name) + Buffer.byteLength(text),
    Buffer.byteLength(key) + (value?.length ?? 0),
  );
