import type { Collection, Document, Filter, WithoutId } from 'mongodb';
import { isDuplicate } from './mongoError.js';

/** How often what two put at one time is tried. */
const tries = 5;

/** Does an upsert; where another made the document at the same time (error 11000), once more: now it is there. */
export async function upserting<T>(upsert: () => Promise<T>): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await upsert();
    } catch (error) {
      if (left === 0 || !isDuplicate(error)) throw error;
    }
  }
}

/** Puts a document in the place of the one with its id, or anew. */
export async function putWhole<T extends Document & { readonly _id: string }>(
  collection: Collection<T>,
  { _id, ...rest }: T,
): Promise<void> {
  // The rest of a document with a text as its id is that document without it, which the compiler does not see in a generic one.
  const filter = { _id } as Filter<T>;
  const content = rest as unknown as WithoutId<T>;
  await upserting(() => collection.replaceOne(filter, content, { upsert: true }));
}
