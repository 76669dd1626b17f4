import { createReadStream } from 'node:fs';

/**
 * A file in pieces of 1 MiB at most. Nothing is opened before the first is asked for: a stream made earlier could fail while nobody
 * listens yet, which ends the process.
 */
export async function* fileChunks(path: string): AsyncGenerator<Buffer, void, undefined> {
  // Without an encoding a read stream gives Buffers; its type does not say so.
  yield* createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
}
