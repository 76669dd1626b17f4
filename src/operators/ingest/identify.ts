import { pipe } from 'rxjs';
import { trackIdOf } from '../../domain/ids.js';
import { publicationOf, type Publication } from '../../domain/publication.js';
import type { Credits, TrackMessage } from '../../domain/track.js';
import { isLaterMessage, isSameMessage, type WorkedMessage } from '../../domain/workedMessage.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { PublicationRecord } from '../../ports/trackRecord.js';
import type { Decoder } from '../../ports/decoder.js';
import { each } from '../stream/each.js';
import { stage, type Stage, type StageContext, type StageOptions } from '../stream/stage.js';
import { fetched, workspaceFor, type Fetched, type FetchedOptions } from './fetched.js';
import { placed, type Placed } from './placed.js';

export interface IdentifyOptions extends StageOptions, FetchedOptions {
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
  options: IdentifyOptions,
  { value, message }: Placed<TrackMessage | null>,
  context: StageContext,
): Promise<readonly Naming[]> {
  const { key } = context;
  const [known] = (await options.catalogue.getPublications([key])) as readonly (
    PublicationRecord | undefined
  )[]; // it may have none
  if (known?.message && isLaterMessage(known.message, message)) return [];
  if (value === null || (known && isEntered(known, message))) return [{ message }];
  const { trackId, tags } = await soundOf(options, value, context);
  return [{ message, sound: { trackId, said: publicationOf(key, value, tags) } }];
}

/** Was the message worked on before, with success? Then the record holds what it names. */
export const isEntered = ({ message, failure }: PublicationRecord, other: WorkedMessage): boolean =>
  failure === undefined && message !== undefined && isSameMessage(message, other);

interface Sound {
  readonly trackId: string;
  readonly tags: Credits;
}

/** The hash of the mix, or of all ready stems, and the tags of the first file. What is fetched for it goes with the delivery. */
async function soundOf(
  options: IdentifyOptions,
  message: TrackMessage,
  context: StageContext,
): Promise<Sound> {
  const { decoder } = options;
  const { signal } = context;
  const files = Object.entries(message.stems ?? {}).sort(([a], [b]) => a.localeCompare(b));
  if (message.uri !== undefined) files.unshift(['mix', message.uri]);
  const workspace = await workspaceFor(
    files.map(([, uri]) => uri),
    options,
    context,
  );
  const hashes: string[] = [];
  const sources: Fetched[] = [];
  for (const [name, uri] of files) {
    const source = await fetched(options, { uri, name }, workspace, signal);
    hashes.push(name, await source.read((path) => decoder.identify(path, signal)));
    sources.push(source);
  }
  return { trackId: trackIdOf(hashes), tags: await sources[0].read((path) => decoder.tags(path, signal)) };
}
