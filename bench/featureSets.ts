import { encodeNpy } from '../src/audio/files/npy.js';
import { semitones } from '../src/audio/semitones/semitoneGrid.js';
import type { BlobRef } from '../src/domain/blobRef.js';
import type { Clip } from '../src/domain/clip.js';
import { randomFrom } from '../src/domain/random.js';
import { roles } from '../src/domain/role.js';
import { featureName, rowsName } from '../src/mashability/features/featureName.js';
import { ruleMatrix } from '../src/mashability/features/ruleMatrix.js';
import { rowMatrix } from '../src/mashability/rows/rowMatrix.js';
import type { BlobStore } from '../src/ports/blobStore.js';

const beats = 64;

/** Sets of random features of the usual sizes, for clips to share: what they hold makes no difference to the time. */
export async function featureSets(blobs: BlobStore, count: number): Promise<readonly Clip['features'][]> {
  const [random, sounds] = [randomFrom('bench', 'features'), randomFrom('bench', 'rows')];
  const array = (size: number): Float32Array => Float32Array.from({ length: size }, () => random.next());
  const all: Clip['features'][] = [];
  for (let n = 0; n < count; n += 1) {
    const features: Record<string, BlobRef> = {};
    for (const role of roles) {
      const matrix = ruleMatrix({
        ...{ beats, chroma: array(beats * 12), onsets: array(beats * 24), bands: array(beats * 3) },
      });
      const rows = Uint8Array.from({ length: 4 * beats * semitones }, () => sounds.int(207));
      const arrays = { [featureName(role)]: matrix, [rowsName(role)]: rowMatrix({ beats, rows }) };
      for (const [name, held] of Object.entries(arrays))
        features[name] = await blobs.putBytes(`bench/${n}/${name}.npy`, encodeNpy(held));
    }
    all.push(features);
  }
  return all;
}
