import type { Catalogue, IdPage } from './catalogue.js';
import type { PublicationRecord, TrackRecord } from './trackRecord.js';

/** Read at a time: enough that asking costs little, and few enough to be held. */
const pageSize = 256;

/** All tracks in the order of their ids, of which a page is held at a time. */
export const everyTrack = (catalogue: Pick<Catalogue, 'listTracks'>): AsyncGenerator<TrackRecord> =>
  everyOne(
    (page) => catalogue.listTracks(page),
    ({ trackId }) => trackId,
  );

/** All publications that were not withdrawn, likewise. */
export const everyPublication = (
  catalogue: Pick<Catalogue, 'listPublications'>,
): AsyncGenerator<PublicationRecord> =>
  everyOne(
    (page) => catalogue.listPublications(page),
    ({ id }) => id,
  );

async function* everyOne<T>(
  list: (page: IdPage) => Promise<readonly T[]>,
  idOf: (one: T) => string,
): AsyncGenerator<T> {
  let after: string | undefined;
  for (;;) {
    const page = await list({ after, limit: pageSize });
    yield* page;
    if (page.length < pageSize) return;
    after = idOf(page[page.length - 1]);
  }
}
