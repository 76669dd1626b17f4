import { PipelineError } from '../../../errors.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Clock } from '../../../ports/clock.js';
import type { ProjectionPlace, Projections } from '../../../ports/projections.js';
import { recentlyUsed } from '../../features/recentlyUsed.js';
import {
  folderOf,
  projectionName,
  projectionOf,
  variantName,
  type StoredProjection,
} from './projectionKey.js';
import { usageOf } from './usage.js';

export interface ProjectionStoreOptions {
  readonly blobs: Pick<BlobStore, 'putBytes' | 'readBytes' | 'list' | 'removePrefix'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Bytes of all projections together; beyond, those used longest ago go, a clip under a model at a time. 0: none are kept. Default 4 GiB. */
  readonly mostBytes?: number;
  /** Told of what could not be kept. */
  readonly onGivenUp?: (error: PipelineError) => void;
}

/** Clips, each under a model, whose variants are known without asking. */
const knownClips = 4096;
/** That wait to be written; more are given up, for they are made faster than they can be written. */
const mostWaiting = 512;

/** Projections as blobs. What one worker writes the others find when they ask for the clip the first time. */
export function projectionStore(options: ProjectionStoreOptions): Projections {
  const { blobs, mostBytes = 2 ** 32 } = options;
  const usage = usageOf({ ...options, mostBytes });
  const known = recentlyUsed<Map<string, StoredProjection>>(knownClips);
  /** Of two that were made at once the first by key counts, for everybody. */
  const variantsOf = (folder: string): Promise<Map<string, StoredProjection>> =>
    known(folder, async () => {
      const found = (await blobs.list(folder)).flatMap((key) => projectionOf(key) ?? []);
      return new Map(found.toReversed().map((each) => [each.variant, each]));
    });
  const find = async (place: ProjectionPlace): Promise<Uint8Array | undefined> => {
    const [folder, name] = [folderOf(place), variantName(place.variant)];
    const variants = await variantsOf(folder);
    const stored = variants.get(name);
    if (!stored) return undefined;
    usage.used(folder);
    try {
      return await blobs.readBytes(stored.ref);
    } catch (error) {
      if (!isLost(error)) throw error;
      variants.delete(name);
      await blobs.removePrefix(stored.ref.key);
      return undefined;
    }
  };
  const write = async (place: ProjectionPlace, bytes: Uint8Array): Promise<void> => {
    const [folder, name] = [folderOf(place), variantName(place.variant)];
    const variants = await variantsOf(folder);
    if (variants.has(name)) return;
    const ref = await blobs.putBytes(projectionName(place, bytes), bytes);
    variants.set(name, { folder, variant: name, ref });
    usage.used(folder);
    for (const gone of await usage.grown(bytes.length)) (await variantsOf(gone)).clear();
  };
  let waiting = 0;
  let writing: Promise<void> = Promise.resolve();
  return {
    find: (place) => find(place).catch(() => undefined),
    keep(place, bytes) {
      if (mostBytes === 0 || waiting >= mostWaiting) return;
      waiting += 1;
      writing = writing
        .then(() => write(place, bytes))
        .catch((error: unknown) => options.onGivenUp?.(PipelineError.from(error)))
        .then(() => void (waiting -= 1));
    },
    settled: () => writing,
  };
}

const isLost = (error: unknown): boolean =>
  error instanceof PipelineError && ['corrupt-blob', 'not-found'].includes(error.code);
