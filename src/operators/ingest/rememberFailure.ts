import { saidTogether } from '../../domain/publication.js';
import { shortMessage } from '../../domain/text/shortText.js';
import { isLaterMessage, workedMessageOf } from '../../domain/workedMessage.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { TrackRecord, WorkFailure } from '../../ports/trackRecord.js';
import type { Failure } from '../stream/message.js';
import { amendPublication } from './amendPublication.js';
import { publicationsNaming } from './publicationsNaming.js';

interface Remembering {
  readonly catalogue: Catalogue;
}

const reasonOf = ({ error: { code, message } }: Failure): WorkFailure => ({
  code,
  message: shortMessage(message),
});

/** Enters under the publisher's id that its message could not be identified; what it named before it goes on naming. */
export const rememberUnidentified =
  ({ catalogue }: Remembering) =>
  async (failed: Failure): Promise<void> => {
    const { record } = failed.delivery;
    const message = workedMessageOf(record);
    await amendPublication({
      ...{ catalogue, id: record.key },
      change: (known) =>
        known?.message && isLaterMessage(known.message, message)
          ? undefined
          : {
              ...{ id: record.key, trackId: null, formerly: [] },
              ...known,
              ...{ message, failure: reasonOf(failed) },
            },
    });
  };

/** Enters in a track's record that the last work on it failed; one that was never indexed gets a record that is not complete. */
export const rememberFailed =
  ({ catalogue }: Remembering) =>
  async (failed: Failure): Promise<void> => {
    const trackId = failed.delivery.record.key;
    const record = (await catalogue.getTrack(trackId)) ?? (await blankRecord(catalogue, trackId));
    if (record) await catalogue.putTrack({ ...record, failure: reasonOf(failed) });
  };

/** undefined where nobody names the track. */
async function blankRecord(catalogue: Catalogue, trackId: string): Promise<TrackRecord | undefined> {
  const publications = await publicationsNaming(catalogue, trackId);
  if (publications.length === 0) return undefined;
  const nothing = { regions: [], clipIds: [], notes: [], complete: false };
  return { trackId, publications, ...saidTogether(publications), ...nothing };
}
