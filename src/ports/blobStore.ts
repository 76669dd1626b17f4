import type { BlobRef } from '../domain/blobRef.js';

/**
 * Whole files, which never change. They are put under a name; the key they get holds the content's hash too (blobKeyOf), so another
 * content of that name lies beside it, and the same content is put once. Promises: a put that resolved is durable and complete; a reader
 * sees all of a blob or none; what is read has the size and SHA-256 of the reference, else `corrupt-blob`; a full disk is `disk-full`.
 */
export interface BlobStore {
  putBytes(name: string, bytes: Uint8Array): Promise<BlobRef>;
  putFile(name: string, path: string): Promise<BlobRef>;
  /** `not-found` where there is none. */
  readBytes(ref: BlobRef): Promise<Uint8Array>;
  /**
   * A verified local file with the content: the stored one itself, which must not be written to, or a copy at `copy`, a path of the
   * caller's workspace that is free.
   */
  localFile(ref: BlobRef, copy: string): Promise<string>;
  /** Is it there, with the content it had? */
  isWhole(ref: BlobRef): Promise<boolean>;
  list(prefix: string): Promise<readonly string[]>;
  /** Removes every blob whose key begins with the prefix; none is no error. */
  removePrefix(prefix: string): Promise<void>;
}
