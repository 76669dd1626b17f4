import { createReadStream } from 'node:fs';
import type { BlobRef } from '../../domain/blobRef.js';
import { PipelineError } from '../../errors.js';
import { putInParts } from './putInParts.js';
import { putObject } from './putObject.js';
import type { S3Place } from './s3Place.js';

/** 32 MiB. */
const usualPart = 2 ** 25;

/** Puts a local file, of which size and hash were found before; one that changes meanwhile is refused. */
export async function putFile(place: S3Place, ref: BlobRef, path: string): Promise<void> {
  const { partSize = usualPart } = place.options;
  if (ref.size > 4 * partSize) await putInParts(place, ref, { path, partSize });
  else if (ref.size === 0) await putObject(place, ref, new Uint8Array());
  else await putStreamed(place, ref, path);
}

async function putStreamed(place: S3Place, ref: BlobRef, path: string): Promise<void> {
  const stop = new AbortController();
  let failure: unknown;
  const fail = (error: unknown): void => {
    failure = error;
    stop.abort();
  };
  const file = createReadStream(path, { highWaterMark: 2 ** 18, end: ref.size - 1 });
  // The SDK listens neither to a failure of the file nor to its early end, after which it would wait for an answer.
  file.on('error', fail);
  file.on('end', () => {
    if (file.bytesRead < ref.size) fail(shortened(path));
  });
  try {
    await putObject(place, ref, file, stop.signal);
  } catch (error) {
    throw failure ?? error;
  } finally {
    file.destroy();
  }
}

const shortened = (path: string): PipelineError =>
  new PipelineError(
    'corrupt-blob',
    `Storing ${path}: it became shorter while it was read. Let it lie still.`,
    {
      context: { path },
    },
  );
