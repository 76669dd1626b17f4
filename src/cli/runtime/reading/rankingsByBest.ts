import { scorerNameIn } from '../../../operators/match/matchOptions.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import type { SeedBest } from '../../../ports/seedState.js';
import type { Log } from '../../../ports/log.js';
import type { BoundedRanking } from '../../results/best/bestOfRankings.js';
import { rankingIn } from './rankingChanges.js';

/** Rankings read at first: about as many as a list of five takes. Then twice as many each time, since a log without an index reads its topic for it. */
const firstPage = 16;

interface Stores {
  readonly log: Pick<Log, 'newestOf'>;
  readonly catalogue: Catalogue;
}

/** The rankings by the scorer named, that with the best mashup first; no more are read than are asked for. */
export async function* rankingsByBest(
  { log, catalogue }: Stores,
  scorer: string,
): AsyncGenerator<BoundedRanking> {
  const scorers = (await catalogue.scorersOfSeeds()).filter((terms) => scorerNameIn(terms) === scorer);
  let heads: Queue[] = scorers.map((terms) => ({ terms, seeds: [], page: firstPage, ended: false }));
  for (;;) {
    for (const queue of heads) await refill(queue, catalogue);
    heads = heads.filter(({ seeds }) => seeds.length > 0);
    if (heads.length === 0) return;
    const seeds = takeBest(heads);
    const records = await log.newestOf(
      'mashups',
      seeds.map(({ seedClipId }) => seedClipId),
    );
    for (const { seedClipId, best } of seeds) {
      const record = records.get(seedClipId);
      const ranking = record && rankingIn(record);
      if (ranking) yield { best, ranking };
    }
  }
}

type Ranked = SeedBest & { readonly best: number };

/** Seeds ranked by one scorer on the same terms. */
interface Queue {
  readonly terms: string;
  readonly seeds: Ranked[];
  last?: Ranked | undefined;
  page: number;
  ended: boolean;
}

async function refill(queue: Queue, catalogue: Catalogue): Promise<void> {
  if (queue.seeds.length > 0 || queue.ended) return;
  const { terms: scorer, last: after, page } = queue;
  const found = await catalogue.seedsByBest({ scorer, limit: page, ...(after && { after }) });
  queue.seeds.push(...found.map((seed) => ({ ...seed, best: seed.best ?? -Infinity })));
  queue.last = queue.seeds.at(-1) ?? queue.last;
  queue.ended = found.length < page;
  queue.page *= 2;
}

/** The best of all queues, as far as is certain: until one of them has to be filled again. */
function takeBest(queues: readonly Queue[]): readonly Ranked[] {
  const taken: Ranked[] = [];
  for (;;) {
    const [first] = queues.toSorted((a, b) => b.seeds[0].best - a.seeds[0].best);
    const [seed] = first.seeds.splice(0, 1);
    taken.push(seed);
    if (first.seeds.length === 0) return taken;
  }
}
