import { writeFile } from 'node:fs/promises';
import type { BlobRef } from '../../domain/blobRef.js';
import { PipelineError } from '../../errors.js';
import type { BlobStore } from '../../ports/blobStore.js';
import { replaceFile } from '../files/replaceFile.js';
import { readObject } from './readObject.js';
import type { S3Place } from './s3Place.js';

/** The reading half of the port. */
export function s3Reads(place: S3Place): Pick<BlobStore, 'readBytes' | 'localFile' | 'isWhole'> {
  const reading = <T>(
    ref: BlobRef,
    read: (content: AsyncIterable<Uint8Array>) => Promise<T>,
    path = ref.key,
  ): Promise<T> =>
    place.trying({ doing: 'Reading the blob', key: ref.key, path }, () => read(readObject(place, ref)));
  return {
    readBytes: (ref) =>
      reading(ref, async (content) => {
        const chunks: Uint8Array[] = [];
        for await (const chunk of content) chunks.push(chunk);
        return Buffer.concat(chunks);
      }),
    localFile: (ref, copy) =>
      reading(
        ref,
        async (content) => {
          await replaceFile(copy, (aside) => writeFile(aside, content, { flag: 'wx' }));
          return copy;
        },
        copy,
      ),
    isWhole: (ref) =>
      reading(ref, async (content) => {
        let size = 0;
        for await (const chunk of content) size += chunk.length;
        return size === ref.size;
      }).catch(lost),
  };
}

function lost(error: unknown): false {
  if (error instanceof PipelineError && (error.code === 'corrupt-blob' || error.code === 'not-found'))
    return false;
  throw error;
}
