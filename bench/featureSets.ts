import { encodeNpy } from '../src/audio/files/npy.js';
import type { Clip } from '../src/domain/clip.js';
import { randomFrom } from '../src/domain/random.js';
import { roles } from '../src/domain/role.js';
import { featureName } from '../src/mashability/features/featureName.js';
import type { BlobStore } from '../src/ports/blobStore.js';

const shapes = { chroma: [64, 12], onsets: [768, 2], bands: [64, 3] } as const;

/** Sets of random features of the usual sizes, for clips to share: what they hold makes no difference to the time. */
export async function featureSets(blobs: BlobStore, count: number): Promise<readonly Clip['features'][]> {
  const random = randomFrom('bench', 'features');
  const all: Clip['features'][] = [];
  for (let n = 0; n < count; n += 1) {
    const features: Record<string, NonNullable<Clip['features'][string]>> = {};
    for (const role of roles)
      for (const [kind, [rows, columns]] of Object.entries(shapes)) {
        const name = featureName(role, kind as keyof typeof shapes); // keys of shapes
        const data = Float32Array.from({ length: rows * columns }, () => random.next());
        features[name] = await blobs.putBytes(
          `bench/${n}/${name}.npy`,
          encodeNpy({ data, shape: [rows, columns] }),
        );
      }
    all.push(features);
  }
  return all;
}
