import type { BlobRef } from '../domain/blobRef.js';

/**
 * Whole files by key. Promises: a put that resolved is durable and complete; a reader sees the old blob, the new one or none,
 * never half of one; what is read has the size and SHA-256 of the reference, else `corrupt-blob`; a full disk is `disk-full`.
 */
export interface BlobStore {
  putBytes(key: string, bytes: Uint8Array): Promise<BlobRef>;
  putFile(key: string, path: string): Promise<BlobRef>;
  /** `not-found` where there is none. */
  readBytes(ref: BlobRef): Promise<Uint8Array>;
  /** A verified local file with the content: possibly the stored one itself, so it must not be written to. */
  localFile(ref: BlobRef): Promise<string>;
  list(prefix: string): Promise<readonly string[]>;
  /** Removes every blob whose key begins with the prefix; none is no error. */
  removePrefix(prefix: string): Promise<void>;
}
