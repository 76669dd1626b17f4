import { PipelineError } from '../../errors.js';
import type { BlobRef } from '../../domain/blobRef.js';

/** Error `corrupt-blob` where what was found at `path` is not what the reference promises. */
export function verifyBlob(
  ref: BlobRef,
  path: string,
  found: { readonly size: number; readonly sha256: string },
): void {
  if (found.size === ref.size && found.sha256 === ref.sha256) return;
  throw new PipelineError(
    'corrupt-blob',
    `The blob ${ref.key} in ${path} is not the one that was stored (${found.size} bytes, wanted ${ref.size}, or other content).`,
    { context: { key: ref.key, path } },
  );
}
