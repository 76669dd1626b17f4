import { randomUUID } from 'node:crypto';
import type { Attempts } from '../../ports/attempts.js';
import type { AttemptDocument, MongoPlace } from './connection/mongoPlace.js';
import { upserting } from './connection/putWhole.js';

type Place = Parameters<Attempts['begin']>[0];

const countOf = (document: AttemptDocument | null): number => document?.begun?.length ?? 0;

/**
 * Beginnings, each under a name of its own in the document of its record: one whose answer was lost with the server is tried again under the
 * same name, so that it counts once, and so is what takes it back.
 */
export function mongoAttempts(place: MongoPlace): Attempts {
  const { attempts } = place.collections;
  const [unsure, counted] = [namesById(), namesById()];
  const on = <T>(record: Place, work: (_id: string) => Promise<T>): Promise<T> => {
    const _id = `${record.topic}/${record.partition}/${record.offset}`;
    return place.doing(`Counting the attempts at ${_id}`, () => work(_id));
  };
  const begin = async (_id: string): Promise<number> => {
    const name = unsure.take(_id) ?? randomUUID();
    const options = { upsert: true, returnDocument: 'after' } as const;
    try {
      const found = await upserting(() =>
        attempts.findOneAndUpdate({ _id }, { $addToSet: { begun: name } }, options),
      );
      counted.add(_id, name);
      return countOf(found);
    } catch (error) {
      unsure.add(_id, name);
      throw error;
    }
  };
  const takeBack = async (_id: string): Promise<void> => {
    const name = counted.take(_id);
    try {
      // Where it is not one of ours, it is the last one of a process that is gone.
      await attempts.updateOne(
        { _id },
        name === undefined ? { $pop: { begun: 1 } } : { $pull: { begun: name } },
      );
    } catch (error) {
      if (name !== undefined) counted.add(_id, name);
      throw error;
    }
  };
  return {
    count: (record) => on(record, async (_id) => countOf(await attempts.findOne({ _id }))),
    begin: (record) => on(record, begin),
    takeBack: (record) => on(record, takeBack),
    end: (record) =>
      on(record, async (_id) => {
        await attempts.deleteOne({ _id });
        for (const names of [unsure, counted]) names.forget(_id);
      }),
  };
}

interface NamesById {
  add(id: string, name: string): void;
  /** Takes away the one that was added last. */
  take(id: string): string | undefined;
  forget(id: string): void;
}

function namesById(): NamesById {
  const all = new Map<string, readonly string[]>();
  return {
    add: (id, name) => void all.set(id, [...(all.get(id) ?? []), name]),
    take(id) {
      const names = all.get(id) ?? [];
      if (names.length > 1) all.set(id, names.slice(0, -1));
      else all.delete(id);
      return names.at(-1);
    },
    forget: (id) => void all.delete(id),
  };
}
