import type { Catalogue } from '../../../ports/catalogue.js';
import type { PublicationRecord, WorkFailure } from '../../../ports/trackRecord.js';
import type { LogRecord, Place } from '../../../ports/log.js';
import { readRecordIfSound } from '../../../topologies/readRecord.js';
import type { State } from '../wiring/openState.js';
import { lettersSince } from './lettersSince.js';
import { publisherOf } from './publisherOf.js';

/** A publication of which the last work failed. */
export interface TrackFailure {
  /** The publisher's id. */
  readonly trackKey: string;
  readonly code: string;
  readonly message: string;
}

/**
 * The failures among the tracks named, by what stands in the catalogue, and those of others whose dead letters came since that place: of
 * messages that were waiting in the log.
 */
export async function failuresOf(
  { log, catalogue }: Pick<State, 'log' | 'catalogue'>,
  trackKeys: readonly string[],
  since?: Place,
): Promise<readonly TrackFailure[]> {
  const letters = since ? await lettersSince(log, ['tracks', 'works'], since) : [];
  const of = (topic: string): readonly LogRecord[] =>
    letters.filter(({ headers }) => headers['error.topic'] === topic);
  const keys = [...new Set([...trackKeys, ...of('tracks').map(({ key }) => key)])];
  const failures = new Map<string, WorkFailure>();
  for (const record of await catalogue.getPublications(keys)) {
    const failure = await failureOf(catalogue, record);
    if (failure) failures.set(record.id, failure);
  }
  for (const letter of of('works')) {
    const track = await catalogue.getTrack(letter.key);
    if (!track?.failure) continue;
    // That whose message asked for the work.
    const by = readRecordIfSound('works', letter)?.by ?? (await publisherOf(catalogue, letter.key));
    failures.set(by ?? letter.key, track.failure);
  }
  return [...failures].map(([trackKey, { code, message }]) => ({ trackKey, code, message }));
}

/** Why a publication could not be identified, or else why the work on the sound that it names failed. */
async function failureOf(
  catalogue: Pick<Catalogue, 'getTrack'>,
  { failure, trackId }: PublicationRecord,
): Promise<WorkFailure | undefined> {
  if (failure || trackId === null) return failure;
  return (await catalogue.getTrack(trackId))?.failure;
}
