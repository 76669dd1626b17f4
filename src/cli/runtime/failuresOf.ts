import { shortMessage } from '../../domain/text/shortText.js';
import type { Milliseconds } from '../../domain/units.js';
import type { Log } from '../../ports/log.js';
import { isFailureOf, newest } from '../songs/publishSongs.js';

/** A track whose newest message ended among the dead letters. */
export interface TrackFailure {
  readonly trackKey: string;
  readonly code: string;
  readonly message: string;
}

/**
 * The failures among the tracks named, newest message only, and those of others from the moment `since` on: of messages that were
 * waiting in the log.
 */
export async function failuresOf(
  log: Log,
  trackKeys: readonly string[],
  since: Milliseconds = Infinity,
): Promise<readonly TrackFailure[]> {
  const [tracks, letters] = [await newest(log, 'tracks'), await newest(log, 'dead-letters')];
  const named = new Set(trackKeys);
  return [...letters].flatMap(([trackKey, letter]) => {
    const track = tracks.get(trackKey);
    if (!track || letter.headers['error.topic'] !== 'tracks' || !isFailureOf(letter, track)) return [];
    if (!named.has(trackKey) && letter.timestamp < since) return [];
    return [
      {
        trackKey,
        code: letter.headers['error.code'],
        message: shortMessage(letter.headers['error.message']),
      },
    ];
  });
}
