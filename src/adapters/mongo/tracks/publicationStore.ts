import type { Catalogue } from '../../../ports/catalogue.js';
import type { PublicationRecord } from '../../../ports/trackRecord.js';
import { storedJson } from '../../shared/stored/storedJson.js';
import { storedPublicationSchema } from '../../shared/stored/storedPublication.js';
import { unhurried } from '../../shared/unhurried.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import { isDuplicate } from '../connection/mongoError.js';
import type { MongoPlace } from '../connection/mongoPlace.js';
import type { PublicationDocument } from './trackDocument.js';

/** The part of the catalogue that keeps publications. */
export type PublicationStore = Pick<
  Catalogue,
  'putPublication' | 'getPublications' | 'publicationsOf' | 'listPublications'
>;

const documentOf = (record: PublicationRecord): PublicationDocument => ({
  _id: record.id,
  trackId: record.trackId,
  withdrawn: record.trackId === null && record.failure === undefined,
  revision: record.revision,
  json: JSON.stringify(record),
});

export function publicationStore(place: MongoPlace): PublicationStore {
  const { publications } = place.collections;
  const parse = storedJson(storedPublicationSchema, 'publication', place);
  const read = (found: readonly PublicationDocument[]): Promise<readonly PublicationRecord[]> =>
    unhurried(found, ({ json }) => parse(json));
  const put = async ({ _id, ...content }: PublicationDocument): Promise<boolean> => {
    const { matchedCount } = await publications.updateOne(
      { _id, revision: content.revision - 1 },
      { $set: content },
    );
    return matchedCount === 1;
  };
  return {
    putPublication: (record) =>
      place.doing(`Storing publication ${record.id}`, async () => {
        if (record.revision > 1) return put(documentOf(record));
        try {
          await publications.insertOne(documentOf(record));
          return true;
        } catch (error) {
          if (isDuplicate(error)) return false;
          throw error;
        }
      }),
    getPublications: (ids) =>
      place.doing('Reading publications', async () => {
        const found = await publications.find({ _id: { $in: [...ids] } }).toArray();
        const byId = new Map(found.map((document) => [document._id, document]));
        return read(ids.flatMap((id) => byId.get(id) ?? []));
      }),
    publicationsOf: (trackId) =>
      place.doing('Looking up publications', async () =>
        read(await publications.find({ trackId }, { sort: { _id: 1 } }).toArray()),
      ),
    listPublications: (page) =>
      place.doing('Reading publications', async () => {
        const filter = { withdrawn: false, ...afterId(page) };
        return read(
          await findUpTo(publications, filter, { limit: page.limit, sort: { _id: 1 }, fields: ['json'] }),
        );
      }),
  };
}
