import { createHash } from 'node:crypto';
import { blobKeyOf, type BlobRef } from '../../domain/blobRef.js';
import type { BlobStore } from '../../ports/blobStore.js';
import { fileDigest } from '../files/fileDigest.js';
import { checkBlobKey } from '../shared/checkBlobKey.js';
import { putFile } from './putFile.js';
import { putObject } from './putObject.js';
import type { S3Place } from './s3Place.js';

/** The putting half of the port. What is there already is put again: it may have been damaged. */
export function s3Puts(place: S3Place): Pick<BlobStore, 'putBytes' | 'putFile'> {
  const doing = 'Storing the blob';
  const refOf = (name: string, found: Omit<BlobRef, 'key'>): BlobRef => {
    checkBlobKey(name);
    return { key: blobKeyOf(name, found.sha256), ...found };
  };
  return {
    putBytes: (name, bytes) =>
      place.trying({ doing, key: name }, async () => {
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const ref = refOf(name, { size: bytes.length, sha256 });
        await putObject(place, ref, bytes);
        return ref;
      }),
    putFile: (name, path) =>
      place.trying({ doing, key: name, path }, async () => {
        const ref = refOf(name, await fileDigest(path));
        await putFile(place, ref, path);
        return ref;
      }),
  };
}
