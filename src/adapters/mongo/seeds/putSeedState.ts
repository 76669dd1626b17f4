import type { Collection, Filter } from 'mongodb';
import type { SeedState } from '../../../ports/seedState.js';
import { PipelineError } from '../../../errors.js';
import { isDuplicate } from '../connection/mongoError.js';
import { seedDocument, type SeedDocument } from './seedDocument.js';

/** More than ever write one seed at a time. */
const tries = 20;

/**
 * Keeps a state unless the stored one outranks it, in one step of the server's: an upsert whose filter passes over what outranks it
 * tries to make a second document of that id, and is refused.
 */
export async function putSeedState(seeds: Collection<SeedDocument>, state: SeedState): Promise<boolean> {
  const { _id, ...content } = seedDocument(state);
  const { scorer, order, revision } = content;
  const older: Filter<SeedDocument> = {
    _id,
    $or: [
      { scorer, revision: { $lte: revision } },
      { scorer: { $ne: scorer }, order: { $lte: order } },
    ],
  };
  for (let left = tries; left > 0; left -= 1) {
    try {
      await seeds.updateOne(older, { $set: content }, { upsert: true });
      return true;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
    // Or two made the document at one time: what the other made may be older.
    const stored = await seeds.findOne({ _id });
    if (stored && outranks(stored, content)) return false;
  }
  throw new PipelineError(
    'unavailable',
    `Storing the state of seed ${_id}: others write it all the time. Try again.`,
    {
      ...{ retryable: true, context: { away: `the state of seed ${_id}` } },
    },
  );
}

type Rank = Pick<SeedDocument, 'scorer' | 'order' | 'revision'>;

const outranks = (stored: Rank, state: Rank): boolean =>
  stored.scorer === state.scorer ? stored.revision > state.revision : stored.order > state.order;
