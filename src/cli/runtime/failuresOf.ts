import type { Log } from '../../ports/log.js';
import { isFailureOf, newest } from '../songs/publishSongs.js';

/** A track whose newest message ended among the dead letters. */
export interface TrackFailure {
  readonly trackKey: string;
  readonly code: string;
  readonly message: string;
}

/** The failures among the tracks named, newest message only. */
export async function failuresOf(log: Log, trackKeys: readonly string[]): Promise<readonly TrackFailure[]> {
  const [tracks, letters] = [await newest(log, 'tracks'), await newest(log, 'dead-letters')];
  return trackKeys.flatMap((trackKey) => {
    const [track, letter] = [tracks.get(trackKey), letters.get(trackKey)];
    if (!track || !letter || !isFailureOf(letter, track)) return [];
    return [{ trackKey, code: letter.headers['error.code'], message: letter.headers['error.message'] }];
  });
}
