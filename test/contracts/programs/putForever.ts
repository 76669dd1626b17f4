import { writeSync } from 'node:fs';
import { fileBlobStore } from '../../../src/adapters/files/fileBlobStore.js';
import { s3BlobStore } from '../../../src/adapters/s3/s3BlobStore.js';
import type { PutForever } from './putUntilKilled.js';

/** Puts one file under many names into the store of the first argument, and a line on stdout for each blob that resolved, until killed (or 1,000). */
// What putUntilKilled() writes.
const { where, source } = JSON.parse(process.argv[2]) as PutForever;
const blobs = 'files' in where ? fileBlobStore(where.files) : s3BlobStore(where.s3);
for (let n = 0; n < 1000; n += 1)
  writeSync(1, `${JSON.stringify(await blobs.putFile(`killed/${n}.bin`, source))}\n`);
