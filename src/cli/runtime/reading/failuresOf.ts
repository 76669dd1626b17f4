import { shortMessage } from '../../../domain/text/shortText.js';
import type { Log, LogRecord, Place } from '../../../ports/log.js';
import { lettersSince } from './lettersSince.js';

/** A track whose newest message ended among the dead letters. */
export interface TrackFailure {
  readonly trackKey: string;
  readonly code: string;
  readonly message: string;
}

/**
 * The failures among the tracks named, newest message only, and those of others whose dead letters came since that place: of messages
 * that were waiting in the log.
 */
export async function failuresOf(
  log: Log,
  trackKeys: readonly string[],
  since?: Place,
): Promise<readonly TrackFailure[]> {
  const others = since ? await lettersSince(log, ['tracks'], since) : [];
  const keys = [...new Set([...trackKeys, ...others.map(({ key }) => key)])];
  const messages = [...(await log.newestOf('tracks', keys)).values()];
  const letters = await log.lettersOf(messages);
  return letters.flatMap((letter) => (letter ? [failureIn(letter)] : []));
}

const failureIn = ({ key, headers }: LogRecord): TrackFailure => ({
  trackKey: key,
  code: headers['error.code'],
  message: shortMessage(headers['error.message']),
});
