import type { NewRecord } from '../../ports/log.js';
import type { Publication } from '../../domain/publication.js';
import { discard } from '../../operators/ingest/discard.js';
import type { TrackRecord } from '../../ports/catalogue.js';
import type { State } from '../runtime/wiring/openState.js';
import type { StoreFaults } from './storeFaults.js';

const bytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

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
    await log.append('tracks', queued(track));
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

/** What its publishers say of a track, once more. */
const queued = ({ publications }: TrackRecord): readonly NewRecord[] =>
  publications.map(({ id, ...publication }) => ({ key: id, value: bytes(messageOf(publication)) }));

const messageOf = ({ uri, stems, credits, given }: Omit<Publication, 'id'>): unknown => ({
  schema: 1,
  ...(uri !== undefined && { uri }),
  ...(stems && { stems }),
  ...credits,
  ...(Object.keys(given).length > 0 && { given }),
});
