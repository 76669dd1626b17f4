import { decodeNpy, decodeNpyBytes, type NpyArray } from '../../audio/files/npy.js';
import type { HeardRows } from '../../audio/semitones/heardRows.js';
import type { Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import type { Role } from '../../domain/role.js';
import { PipelineError } from '../../errors.js';
import { arraysApart, featureName, nameApart, rowsName } from '../../mashability/features/featureName.js';
import type { RuleFeatures } from '../../mashability/features/ruleFeatures.js';
import { featuresOfMatrix } from '../../mashability/features/ruleMatrix.js';
import { rowsOfMatrix } from '../../mashability/rows/rowMatrix.js';
import type { BlobStore } from '../../ports/blobStore.js';

/** A role of a clip. */
export interface ClipRole {
  readonly clip: Clip;
  readonly role: Role;
}

/** The rule features of all beats of a clip. Errors: `not-found`, `corrupt-blob`. */
export async function readRuleFeatures(blobs: BlobStore, { clip, role }: ClipRole): Promise<RuleFeatures> {
  const read = async (name: string): Promise<NpyArray> =>
    decodeNpy(await readFeature(blobs, { clip, role }, name));
  return arraysApart.some((array) => clip.features[nameApart(role, array)])
    ? featuresApart((array) => read(nameApart(role, array)))
    : featuresOfMatrix(await read(featureName(role)));
}

/** The rows of semitones of all beats of a clip. Errors: `not-found`, `corrupt-blob`. */
export const readRows = async (blobs: BlobStore, { clip, role }: ClipRole): Promise<HeardRows> =>
  rowsOfMatrix(decodeNpyBytes(await readFeature(blobs, { clip, role }, rowsName(role))));

async function readFeature(blobs: BlobStore, { clip, role }: ClipRole, name: string): Promise<Uint8Array> {
  const ref = clip.features[name];
  if (ref === undefined)
    throw new PipelineError(
      'not-found',
      `Clip ${clip.clipId} has no features of its ${role} part (${name}). Publish its track again.`,
    );
  return blobs.readBytes(ref).catch((error: unknown) => {
    throw lostBlob(error, clip);
  });
}

/** As clips of earlier versions keep them. */
async function featuresApart(
  read: (array: (typeof arraysApart)[number]) => Promise<NpyArray>,
): Promise<RuleFeatures> {
  const [chroma, onsets, bands] = await Promise.all(arraysApart.map(read));
  return { beats: chroma.shape[0], chroma: chroma.data, onsets: onsets.data, bands: bands.data };
}
