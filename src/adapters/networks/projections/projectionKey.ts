import { createHash } from 'node:crypto';
import type { BlobRef } from '../../../domain/blobRef.js';
import { projectionsOf, type ProjectionPlace } from '../../../ports/projections.js';

/** All projections lie below. */
export const projectionsFolder = 'projections/';

/** Where all that a model made of a clip lies; the clip comes first, so that all of it goes with the clip. */
export const folderOf = ({ clipId, model }: Pick<ProjectionPlace, 'clipId' | 'model'>): string =>
  `${projectionsOf(clipId)}${model}/`;

/** A variant as it stands in keys. */
export const variantName = (variant: string): string =>
  createHash('sha256').update(variant).digest('hex').slice(0, 16);

/** The name of a blob tells all that is needed to read and check it: variant, size and SHA-256. */
export function projectionName(place: ProjectionPlace, bytes: Uint8Array): string {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return `${folderOf(place)}${variantName(place.variant)}-${bytes.length}-${sha256}.bin`;
}

export interface StoredProjection {
  /** Its folderOf. */
  readonly folder: string;
  readonly variant: string;
  readonly ref: BlobRef;
}

const pattern = /^(projections\/[^/]+\/[^/]+\/)([0-9a-f]{16})-(\d+)-([0-9a-f]{64})\.[0-9a-f]{16}\.bin$/;

/** What the key of a projection tells; undefined: it is none. */
export function projectionOf(key: string): StoredProjection | undefined {
  const found = pattern.exec(key);
  if (!found) return undefined;
  const [, folder, variant, size, sha256] = found;
  return { folder, variant, ref: { key, size: Number(size), sha256 } };
}
