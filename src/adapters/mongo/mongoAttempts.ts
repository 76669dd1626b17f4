import type { Attempts } from '../../ports/attempts.js';
import type { MongoPlace } from './connection/mongoPlace.js';
import { upserting } from './connection/putWhole.js';

/**
 * Counts of beginnings, each a document. What was counted just before the server was lost may be counted once more when `begin` is
 * tried again: rather one too many than one too few.
 */
export function mongoAttempts(place: MongoPlace): Attempts {
  const { attempts } = place.collections;
  const idOf = ({ topic, partition, offset }: Parameters<Attempts['begin']>[0]): string =>
    `${topic}/${partition}/${offset}`;
  const on = <T>(record: Parameters<Attempts['begin']>[0], work: (_id: string) => Promise<T>): Promise<T> => {
    const _id = idOf(record);
    return place.doing(`Counting the attempts at ${_id}`, () => work(_id));
  };
  return {
    count: (record) => on(record, async (_id) => (await attempts.findOne({ _id }))?.count ?? 0),
    begin: (record) =>
      on(record, async (_id) => {
        const options = { upsert: true, returnDocument: 'after' } as const;
        const counted = await upserting(() =>
          attempts.findOneAndUpdate({ _id }, { $inc: { count: 1 } }, options),
        );
        return counted?.count ?? 1;
      }),
    takeBack: (record) =>
      on(record, async (_id) => {
        await attempts.updateOne({ _id, count: { $gt: 0 } }, { $inc: { count: -1 } });
      }),
    end: (record) =>
      on(record, async (_id) => {
        await attempts.deleteOne({ _id });
      }),
  };
}
