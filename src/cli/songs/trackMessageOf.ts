import { recordValue } from '../../domain/recordValue.js';
import { isRemote, remoteProblem } from '../../domain/source/remoteUri.js';
import { shownUri } from '../../domain/source/shownUri.js';
import { longestId, longestUri, nameProblem } from '../../domain/text/nameProblem.js';
import { shownValue } from '../../domain/text/shownValue.js';
import { hasHidden } from '../../domain/text/visible.js';
import type { TrackMessage } from '../../domain/track.js';
import { PipelineError } from '../../errors.js';
import { largestRecord, recordSize } from '../../ports/recordSize.js';
import type { Corrections } from './correctionsSchema.js';
import { fingerprintOf } from './fingerprintOf.js';
import { publisherId } from './publisherId.js';
import { sidecarOf } from './sidecarOf.js';
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
 * What is published for a song: where it is, what its sidecar says, and, of files, a fingerprint that tells whether they changed.
 * Errors: `bad-config` (sidecar), `unreadable`, `bad-message` where the path is too long or there is too much in it for a message.
 */
export async function trackMessageOf(song: Song, { id, corrections }: PublishedAs = {}): Promise<KeyedTrack> {
  const known = { ...(await sidecarOf(song)), ...corrections };
  const { title, artist, licence, ...given } = known;
  const message = {
    schema: 1 as const,
    ...(song.kind === 'mix' ? { uri: addressOf(song.path) } : { stems: addressesOf(song.stems) }),
    ...{ title, artist, licence },
    ...(Object.keys(given).length > 0 && { given }),
    ...(await fingerprintOf(song)),
  };
  return checked({ key: id ?? publisherId(song.path), message }, song.path);
}

/** The path; as a file: address where the file's name holds what no message may. */
const addressOf = (path: string): string => (hasHidden(path) && !isRemote(path) ? publisherId(path) : path);

const addressesOf = (stems: Extract<Song, { stems: unknown }>['stems']): typeof stems =>
  Object.fromEntries(Object.entries(stems).map(([name, path]) => [name, addressOf(path)]));

/** What would only fail later, at the other end of the topic, is told with the song. */
function checked(track: KeyedTrack, path: string): KeyedTrack {
  const problem = problemOf(track);
  if (problem === undefined) return track;
  throw new PipelineError('bad-message', `Publishing ${shownValue(shownUri(path))}: ${problem}.`);
}

function problemOf({ key, message }: KeyedTrack): string | undefined {
  const id = nameProblem(key, longestId);
  if (id !== undefined) return `its id, made of its path, ${id}. Move it, or publish it with --id`;
  for (const uri of [message.uri, ...Object.values(message.stems ?? {})]) {
    const address = uri === undefined ? undefined : nameProblem(uri, longestUri);
    if (address !== undefined) return `its path ${address}. Move it`;
    const remote = uri !== undefined && isRemote(uri) ? remoteProblem(uri) : undefined;
    if (remote !== undefined) return `its address ${remote}`;
  }
  const size = recordSize({ key, value: recordValue('tracks', message) });
  if (size <= largestRecord) return undefined;
  return `what is said of it has ${size} bytes, more than the ${largestRecord} of a message. Shorten its sidecar file`;
}
