import type { Attempts } from '../../ports/attempts.js';
import type { MongoPlace } from './connection/mongoPlace.js';
import { putWhole } from './connection/putWhole.js';

type Place = Parameters<Attempts['end']>[0];

/** Beginnings, a document each, so that none is changed by two and one that is put again is the same. */
export function mongoAttempts(place: MongoPlace): Attempts {
  const { beginnings } = place.collections;
  const ofRecord = (record: Place): string => `${record.topic}/${record.partition}/${record.offset}`;
  // All ids that start with the record's and a slash; 0 comes after the slash.
  const all = (record: Place) => ({ _id: { $gte: `${ofRecord(record)}/`, $lt: `${ofRecord(record)}0` } });
  const on = <T>(record: Place, work: () => Promise<T>): Promise<T> =>
    place.doing(`Counting the attempts at ${ofRecord(record)}`, work);
  return {
    count: (record) => on(record, () => beginnings.countDocuments(all(record))),
    begin: (record, name) =>
      on(record, () => putWhole(beginnings, { _id: `${ofRecord(record)}/${name}`, at: new Date() })),
    takeBack: (record, name) =>
      on(record, async () => {
        await beginnings.deleteOne({ _id: `${ofRecord(record)}/${name}` });
      }),
    end: (record) =>
      on(record, async () => {
        await beginnings.deleteMany(all(record));
      }),
  };
}
