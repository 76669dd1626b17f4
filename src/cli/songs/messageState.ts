import { recordValue } from '../../domain/recordValue.js';
import { isDeepStrictEqual } from 'node:util';
import { fingerprintOfValue, isSameMessage } from '../../domain/workedMessage.js';
import type { PublicationRecord, TrackRecord } from '../../ports/trackRecord.js';
import type { LogRecord } from '../../ports/log.js';
import type { KeyedTrack } from './trackMessageOf.js';

/** done: the same was worked on and went well. waits: the same is to be worked on. new: it is to be published. */
export type MessageState = 'done' | 'waits' | 'new';

/** What is known of a publisher's id. */
export interface Entered {
  readonly record: PublicationRecord | undefined;
  /** The track that it names. */
  readonly sound: TrackRecord | undefined;
  /** Whether messages wait, of this id or another, and whether work does on what was entered. */
  readonly waiting: { readonly messages: boolean; readonly works: boolean };
  /** The newest message of the id, where that was looked up. */
  readonly last?: LogRecord | undefined;
}

/** How it stands with a song that is to be published. */
export function stateOf(track: KeyedTrack, { record, sound, waiting, last }: Entered): MessageState {
  const worked = record?.message;
  const isLastWorked = last !== undefined && worked !== undefined && isSameMessage(last, worked);
  const bytes = messageBytes(track);
  const saysSame = (value: Uint8Array | null): boolean => isDeepStrictEqual(valueOf(value), valueOf(bytes));
  // In folders of earlier versions it is not told which message was worked on, but what came of it.
  const isOld = worked === undefined && (isWell(record, sound) || record?.failure !== undefined);
  if (waiting.messages && last && !isLastWorked && !isOld) return saysSame(last.value) ? 'waits' : 'new';
  const isSame = worked?.fingerprint === fingerprintOfValue(bytes) || (last && saysSame(last.value));
  if (!isSame || !record || record.failure || sound?.failure) return 'new';
  if (isWell(record, sound)) return 'done';
  return worked && waiting.works ? 'waits' : 'new';
}

/** Does the id name one sound, which is indexed with what the id says? */
const isWell = (record: PublicationRecord | undefined, sound: TrackRecord | undefined): boolean =>
  record !== undefined &&
  record.formerly.length === 0 &&
  record.failure === undefined &&
  sound?.complete === true &&
  sound.failure === undefined &&
  sound.publications.some((said) => isDeepStrictEqual(said, record.said));

/** The value of a song's message, as it is published. */
export const messageBytes = ({ message }: KeyedTrack): Uint8Array => recordValue('tracks', message);

/** undefined for what is no JSON: somebody else's. */
function valueOf(bytes: Uint8Array | null): unknown {
  if (bytes === null) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}
