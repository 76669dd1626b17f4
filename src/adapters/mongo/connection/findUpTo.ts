import type { Collection, Document, Filter, FindOptions, WithId } from 'mongodb';

export interface FindUpTo {
  readonly limit: number;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  /** The fields that are read beside `_id`. */
  readonly fields: readonly string[];
  /** The name of the index to use. */
  readonly hint?: string;
}

/** At most `limit` documents, read in one go (a limit of 0 is none to us, and all to the driver). */
export async function findUpTo<T extends Document>(
  collection: Collection<T>,
  filter: Filter<T>,
  { limit, sort, fields, hint }: FindUpTo,
): Promise<readonly WithId<T>[]> {
  if (limit <= 0) return [];
  const options: FindOptions = {
    ...{ limit, batchSize: limit + 1 },
    projection: Object.fromEntries(fields.map((field) => [field, 1])),
    ...(sort && { sort }),
    ...(hint !== undefined && { hint }),
  };
  return collection.find(filter, options).toArray();
}
