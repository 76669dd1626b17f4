import type { TrackMessage } from '../../domain/track.js';
import type { Corrections } from './correctionsSchema.js';
import { fingerprintOf } from './fingerprintOf.js';
import { publisherId } from './publisherId.js';
import { readSidecar } from './readSidecar.js';
import { sidecarPath } from './sidecarPath.js';
import type { Song } from './song.js';

/** A record for topic `tracks`. */
export interface KeyedTrack {
  /** The publisher's id. */
  readonly key: string;
  readonly message: TrackMessage;
}

export interface PublishedAs {
  /** The publisher's id; left out: the path. */
  readonly id?: string | undefined;
  /** These win over the sidecar's. */
  readonly corrections?: Corrections;
}

/**
 * What is published for a song: where it is, what its sidecar says, and a fingerprint that tells whether it changed.
 * Errors: `bad-config` (sidecar), `unreadable`.
 */
export async function trackMessageOf(song: Song, { id, corrections }: PublishedAs = {}): Promise<KeyedTrack> {
  const known = { ...(await readSidecar(sidecarPath(song))), ...corrections };
  const { title, artist, licence, ...given } = known;
  const message = {
    schema: 1 as const,
    ...(song.kind === 'mix' ? { uri: song.path } : { stems: song.stems }),
    ...{ title, artist, licence },
    ...(Object.keys(given).length > 0 && { given }),
    fingerprint: await fingerprintOf(song),
  };
  return { key: id ?? publisherId(song.path), message };
}
