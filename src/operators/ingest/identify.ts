import { pipe } from 'rxjs';
import { trackIdOf } from '../../domain/ids.js';
import { publicationOf, type Publication } from '../../domain/publication.js';
import type { Credits, TrackMessage } from '../../domain/track.js';
import { isLaterMessage, isSameMessage, type WorkedMessage } from '../../domain/workedMessage.js';
import type { Catalogue, PublicationRecord } from '../../ports/catalogue.js';
import type { Decoder } from '../../ports/decoder.js';
import { each } from '../stream/each.js';
import { stage, type Stage, type StageContext, type StageOptions } from '../stream/stage.js';
import { placed, type Placed } from './placed.js';

export interface IdentifyOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly decoder: Decoder;
}

/** Which sound a message of a publisher names, and what it says of it. */
export interface Naming {
  readonly message: WorkedMessage;
  /** Absent: the message is a tombstone. */
  readonly sound?: { readonly trackId: string; readonly said: Publication };
}

/**
 * Finds out which sound a track message names. A message that comes again after it was entered under its id is not identified again,
 * so that one message never names two sounds; one that a later message of its id has overtaken is done with.
 */
export function identify(options: IdentifyOptions): Stage<TrackMessage | null, Naming> {
  return pipe(
    placed<TrackMessage | null>(),
    stage('identify', { ...options, handsBack: true }, (message, context) =>
      each(namingOf(options, message, context)),
    ),
  );
}

async function namingOf(
  { catalogue, decoder }: IdentifyOptions,
  { value, message }: Placed<TrackMessage | null>,
  { key, signal }: StageContext,
): Promise<readonly Naming[]> {
  const [known] = (await catalogue.getPublications([key])) as readonly (PublicationRecord | undefined)[]; // it may have none
  if (known?.message && isLaterMessage(known.message, message)) return [];
  if (value === null || (known && isEntered(known, message))) return [{ message }];
  const { trackId, tags } = await soundOf(decoder, value, signal);
  return [{ message, sound: { trackId, said: publicationOf(key, value, tags) } }];
}

/** Was the message worked on before, with success? Then the record holds what it names. */
export const isEntered = ({ message, failure }: PublicationRecord, other: WorkedMessage): boolean =>
  failure === undefined && message !== undefined && isSameMessage(message, other);

interface Sound {
  readonly trackId: string;
  readonly tags: Credits;
}

/** The hash of the mix, or of all ready stems, and the tags of the first file. */
async function soundOf(decoder: Decoder, message: TrackMessage, signal: AbortSignal): Promise<Sound> {
  const files = Object.entries(message.stems ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (message.uri !== undefined) files.unshift(['mix', message.uri]);
  const hashes: string[] = [];
  for (const [name, uri] of files) hashes.push(name, await decoder.identify(uri, signal));
  return { trackId: trackIdOf(hashes), tags: await decoder.tags(files[0][1], signal) };
}
