import { open, type FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Seconds } from '../../domain/units.js';
import { fileError } from '../files/fileError.js';
import { replaceFile } from '../files/replaceFile.js';
import { stalled, tooLarge } from './fetchError.js';

export interface Limits {
  /** Bytes. */
  readonly maxBytes: number;
  /** The longest that nothing may come. */
  readonly idle: Seconds;
}

export interface Received extends Limits {
  /** The address by which errors name it. */
  readonly uri: string;
  /** The length that the other side tells, if it does. */
  readonly length?: number | undefined;
  readonly body: Readable;
}

/**
 * Writes what comes to `path`, aside first. Errors: `refused-input` where it is too large, by what it says of itself or by what comes,
 * `timeout` where nothing comes, `disk-full`, and those of the stream as they are. The stream is destroyed in any case.
 */
export async function receive(from: Received, path: string): Promise<void> {
  const { body, uri, length = 0, maxBytes, idle } = from;
  const watch = setTimeout(() => body.destroy(stalled(uri, idle)), idle * 1000);
  try {
    if (length > maxBytes) throw tooLarge(uri, maxBytes);
    await replaceFile(path, async (aside) => {
      const file = await open(aside, 'wx', 0o600).catch((error: unknown) => {
        throw fileError(error, 'Writing', path);
      });
      await write(file, from, () => watch.refresh()).finally(() => file.close());
    });
  } finally {
    clearTimeout(watch);
    body.destroy();
  }
}

async function write(file: FileHandle, { body, uri, maxBytes }: Received, came: () => void): Promise<void> {
  let size = 0;
  // Streams of bytes give Buffers; their type does not say so.
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(uri, maxBytes);
    await file.writeFile(chunk).catch((error: unknown) => {
      throw fileError(error, 'Writing', 'what is fetched');
    });
    came();
  }
}
