import type { Log } from '../../../ports/log.js';
import type { PublishedTrack } from '../../songs/publishedTracks.js';

/** Puts the tombstones of publications on the topic. */
export const withdraw = (log: Log, tracks: readonly PublishedTrack[]): Promise<void> =>
  log.append(
    'tracks',
    tracks.map(({ key }) => ({ key, value: null })),
  );
