import type { IdPage } from '../../../ports/catalogue.js';
import { afterId } from '../connection/afterId.js';
import { findUpTo } from '../connection/findUpTo.js';
import type { MongoCollections } from '../connection/mongoPlace.js';
import { siftIds } from '../connection/siftIds.js';

/** Voices that were not ranked by this scorer, or missed a request, or could be sampled and are not. */
export const overdueSeeds = (
  { seeds, clips }: Pick<MongoCollections, 'seeds' | 'clips'>,
  scorer: string,
  page: IdPage,
): Promise<readonly string[]> =>
  siftIds(
    page,
    (next) =>
      findUpTo(
        clips,
        { vocal: true, ...afterId(next) },
        {
          limit: next.limit,
          sort: { _id: 1 },
          fields: ['trusted', 'harmonic', 'percussion'],
          hint: 'voices',
        },
      ),
    async (voices) => {
      const ids = voices.map(({ _id }) => _id);
      const options = { limit: ids.length, fields: ['scorer', 'missed', 'sampled'] };
      const states = await findUpTo(seeds, { _id: { $in: ids } }, options);
      const stateOf = new Map(states.map((state) => [state._id, state]));
      return voices.filter(({ _id, trusted, harmonic, percussion }) => {
        const state = stateOf.get(_id);
        if (state?.scorer !== scorer || state.missed) return true;
        return !state.sampled && trusted && harmonic && percussion;
      });
    },
  );
