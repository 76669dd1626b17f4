import { MongoServerError, type Collection, type Document, type IndexDescription } from 'mongodb';
import { clipIndexes } from '../clips/clipIndexes.js';
import { seedIndexes } from '../seeds/seedIndexes.js';
import { publicationIndexes } from '../tracks/trackDocument.js';
import type { MongoCollections } from './mongoPlace.js';

/** Creates the indexes that are missing, by their names: what is there already is left alone. */
export async function ensureIndexes({ clips, seeds, publications }: MongoCollections): Promise<void> {
  await ensure(clips, clipIndexes);
  await ensure(seeds, seedIndexes);
  await ensure(publications, publicationIndexes);
}

async function ensure<T extends Document>(
  collection: Collection<T>,
  indexes: readonly IndexDescription[],
): Promise<void> {
  const there = new Set(await namesOf(collection));
  const missing = indexes.filter(({ name = '' }) => !there.has(name));
  if (missing.length > 0) await collection.createIndexes([...missing]);
}

const noCollection = 26;

async function namesOf<T extends Document>(collection: Collection<T>): Promise<readonly string[]> {
  try {
    return (await collection.listIndexes().toArray()).map(({ name }) => String(name));
  } catch (error) {
    if (error instanceof MongoServerError && error.code === noCollection) return [];
    throw error;
  }
}
