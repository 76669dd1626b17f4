import { featuresVersion } from '../../src/domain/featuresVersion.js';
import { randomFrom } from '../../src/domain/random.js';
import { stamped, type Clip } from '../../src/domain/clip.js';
import type { BlobRef } from '../../src/domain/blobRef.js';
import { encodeNpy } from '../../src/audio/files/npy.js';
import { semitones } from '../../src/audio/semitones/semitoneGrid.js';
import { featureName, rowsName } from '../../src/mashability/features/featureName.js';
import { ruleMatrix } from '../../src/mashability/features/ruleMatrix.js';
import { rowMatrix } from '../../src/mashability/rows/rowMatrix.js';
import { roles, type Role } from '../../src/domain/role.js';
import type { BlobStore } from '../../src/ports/blobStore.js';

export interface ClipShape {
  readonly bpm?: number;
  readonly tonic?: number;
  readonly mode?: 'major' | 'minor';
  readonly meter?: 3 | 4 | 6 | null;
  readonly trackId?: string;
  readonly artist?: string;
  readonly title?: string;
  readonly trusted?: boolean;
  readonly vocal?: boolean;
  readonly tuning?: number;
  /** How much its voice sings; left out: nothing is known of it. */
  readonly sungShare?: number;
  /** Left out: it has none. */
  readonly stems?: Clip['stems'];
  /** [64 beats, 12] of a role; left out: random. */
  readonly chroma?: Partial<Record<Role, Float32Array>>;
  /** [256, 61], of all roles; left out: random. */
  readonly rows?: Uint8Array;
}

const beats = 64;

/** A clip of 16 bars with random but repeatable features, put into `blobs`. */
export async function storedClip(clipId: string, shape: ClipShape, blobs: BlobStore): Promise<Clip> {
  const features: Record<string, BlobRef> = {};
  const [random, sounds] = [randomFrom('clip', clipId), randomFrom('rows', clipId)];
  const array = (count: number): Float32Array => Float32Array.from({ length: count }, () => random.next());
  for (const role of roles) {
    const drawn = array(beats * 12);
    const chroma = shape.chroma?.[role] ?? drawn;
    const matrix = ruleMatrix({ beats, chroma, onsets: array(beats * 24), bands: array(beats * 3) });
    const rows = shape.rows ?? Uint8Array.from({ length: 4 * beats * semitones }, () => sounds.int(207));
    const arrays = { [featureName(role)]: matrix, [rowsName(role)]: rowMatrix({ beats, rows }) };
    for (const [name, array] of Object.entries(arrays))
      features[name] = await blobs.putBytes(`clips/${clipId}/${name}.npy`, encodeNpy(array));
  }
  return stamped({ ...clipOf(clipId, shape), features });
}

const voiceOf = (sungShare: number): NonNullable<Clip['voice']> => ({
  ...{ sungShare, leak: null, gain: 0, drumAgreement: null, range: null, sung: [] },
});

/** A clip without features. */
export function clipOf(clipId: string, shape: ClipShape = {}): Clip {
  const { bpm = 120, tonic = 0, mode = 'major', meter = 4, trusted = true, vocal = true } = shape;
  return stamped({
    schema: 1,
    clipId,
    trackId: shape.trackId ?? `track-${clipId}`,
    ordinal: 0,
    featuresVersion,
    source: {
      uri: `/music/${clipId}.ogg`,
      ...(shape.artist && { artist: shape.artist }),
      ...(shape.title && { title: shape.title }),
    },
    region: { start: 0, duration: 40 },
    grid: {
      bpm,
      meter,
      beats: Array.from({ length: beats + 1 }, (_, i) => 1 + (i * 60) / bpm),
      downbeats: Array.from({ length: beats / 4 + 1 }, (_, i) => i * 4),
      confidence: 1,
    },
    bars: 16,
    key: { tonic, mode },
    tuning: shape.tuning ?? 0,
    keyConfidence: 1,
    vocalActivity: vocal ? 0.8 : 0,
    ...(shape.sungShare !== undefined && { voice: voiceOf(shape.sungShare) }),
    loudness: { vocal: -20, harmonic: -20, percussion: -20 },
    supplies: { vocal, harmonic: true, percussion: true },
    trusted,
    doubts: trusted ? [] : ['weak-beats'],
    stems: shape.stems ?? {},
    features: {},
    separator: { name: 'test', licence: 'none' },
  });
}
