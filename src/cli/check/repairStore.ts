import { recordValue } from '../../domain/recordValue.js';
import type { Work } from '../../domain/work.js';
import { discard } from '../../operators/ingest/discard.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import type { State } from '../runtime/wiring/openState.js';
import type { StoreFaults } from './storeFaults.js';

/**
 * Mends what was found: what belongs to nothing goes, and songs that have lost something are queued, to be made whole by the next run.
 * May be cut off and done again at any point.
 */
export async function repairStore(
  { catalogue, blobs, log }: Pick<State, 'catalogue' | 'blobs' | 'log'>,
  { orphans, lost, strayClips, strayRankings }: StoreFaults,
): Promise<void> {
  for (const { track } of lost) {
    await catalogue.putTrack({ ...track, complete: false });
    await log.append('works', [{ key: track.trackId, value: recordValue('works', workOn(track)) }]);
  }
  for (const clipId of strayClips)
    for (const { topic, key } of await discard({ catalogue, blobs }, [clipId]))
      await log.append(topic, [{ key, value: null }]);
  await log.append(
    'mashups',
    strayRankings.map((key) => ({ key, value: null })),
  );
  for (const key of orphans) await blobs.removePrefix(key);
}

const workOn = ({ trackId, publications }: TrackRecord): Work => ({
  ...{ schema: 1, trackId },
  by: publications.at(0)?.id,
});
