import type { BlobStore } from '../../../ports/blobStore.js';
import type { Clock } from '../../../ports/clock.js';
import { projectionOf, projectionsFolder } from './projectionKey.js';

export interface UsageOptions {
  readonly blobs: Pick<BlobStore, 'list' | 'removePrefix'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly mostBytes: number;
}

export interface Usage {
  /** The folder of a clip under a model was read or written to. */
  used(folder: string): void;
  /** So many bytes came. Resolves to the folders that had to go. */
  grown(bytes: number): Promise<readonly string[]>;
}

/** It is looked whether there are too many when so much of the limit was written; then so much is freed. */
const [looked, freed] = [1 / 16, 1 / 8];

/**
 * Keeps the projections within a limit: those used longest ago go first, as far as this process knows (what it never used counts as older than
 * all that it did).
 */
export function usageOf({ blobs, clock, mostBytes }: UsageOptions): Usage {
  const lastUsed = new Map<string, number>();
  // What lies there from before is not known yet.
  let sinceLook = mostBytes;
  const shrink = async (): Promise<readonly string[]> => {
    const sizes = new Map<string, number>();
    for (const key of await blobs.list(projectionsFolder)) {
      const stored = projectionOf(key);
      if (stored) sizes.set(stored.folder, (sizes.get(stored.folder) ?? 0) + stored.ref.size);
    }
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total <= mostBytes) return [];
    const order = [...sizes].toSorted(([a], [b]) => (lastUsed.get(a) ?? 0) - (lastUsed.get(b) ?? 0));
    const gone: string[] = [];
    for (const [folder, size] of order) {
      if (total <= mostBytes * (1 - freed)) break;
      await blobs.removePrefix(folder);
      lastUsed.delete(folder);
      gone.push(folder);
      total -= size;
    }
    return gone;
  };
  return {
    used: (folder) => void lastUsed.set(folder, clock.now()),
    async grown(bytes) {
      sinceLook += bytes;
      if (sinceLook < mostBytes * looked) return [];
      sinceLook = 0;
      return shrink();
    },
  };
}
