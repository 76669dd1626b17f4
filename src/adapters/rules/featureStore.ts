import { decodeNpy } from '../../audio/files/npy.js';
import type { Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import type { Role } from '../../domain/role.js';
import { PipelineError } from '../../errors.js';
import { featureName, type RuleFeatureKind } from '../../mashability/features/featureName.js';
import { prepareStem, type PreparedStem } from '../../mashability/features/prepareStem.js';
import type { BlobStore } from '../../ports/blobStore.js';

export interface FeatureStore {
  /** The rule features of a clip's role, prepared for scoring. Errors: `not-found`, `corrupt-blob`. */
  stem(clip: Clip, role: Role): Promise<PreparedStem>;
}

/**
 * Loads rule features from blobs and keeps the most recently used `capacity` stems (18 KB each, 32 KB of resident memory) in memory. A
 * search looks at up to 1024: with room for fewer than the catalogue has, each reads them all again.
 */
export function featureStore(blobs: BlobStore, capacity = 4096): FeatureStore {
  const kept = new Map<string, Promise<PreparedStem>>();
  return {
    stem(clip, role) {
      // The content's hash is part of the name: a corrected clip keeps its id but not its features.
      const name = `${clip.clipId}/${role}/${clip.features[featureName(role, 'chroma')]?.sha256 ?? ''}`;
      const stem = kept.get(name) ?? load(blobs, clip, role);
      kept.delete(name);
      kept.set(name, stem);
      stem.catch(() => kept.delete(name));
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) break;
        kept.delete(oldest);
      }
      return stem;
    },
  };
}

async function load(blobs: BlobStore, clip: Clip, role: Role): Promise<PreparedStem> {
  const read = async (kind: RuleFeatureKind): Promise<Float32Array> => {
    const ref = clip.features[featureName(role, kind)];
    if (ref === undefined) {
      throw new PipelineError(
        'not-found',
        `Clip ${clip.clipId} has no ${kind} of its ${role} part. Publish its track again.`,
      );
    }
    const bytes = await blobs.readBytes(ref).catch((error: unknown) => {
      throw lostBlob(error, clip);
    });
    return decodeNpy(bytes).data;
  };
  const [chroma, onsets, bands] = [await read('chroma'), await read('onsets'), await read('bands')];
  return prepareStem({ beats: bands.length / 3, chroma, onsets, bands });
}
