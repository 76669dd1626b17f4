import { PipelineError } from '../../errors.js';
import type { Scorer } from '../../ports/scorer.js';
import { whileItChanges } from './changedMeanwhile.js';
import { candidatesOf, type SearchOptions } from './findCandidates.js';
import { scoredOf } from './score.js';
import { termsNow, type MatchOptions } from './matchOptions.js';

/** Seeds of a page. */
const page = 64;

/**
 * Has a scorer that is to take over judge the candidates of the seeds that are ranked best now, best first, at most so many, for as long as
 * `goOn` says: then it has heard what it will be asked for (PreMixNet hears only what is on shortlists). Clips that are damaged or gone are left out; who ranks tells of them. Resolves to
 * how many it judged. Errors: those of the network.
 */
export async function warmScorer(
  options: MatchOptions,
  scorer: Scorer,
  { most, goOn }: { readonly most: number; readonly goOn: () => boolean },
): Promise<number> {
  let judged = 0;
  for await (const seedClipId of seedsByBest(options)) {
    if (judged >= most || !goOn()) break;
    await whileItChanges(options.catalogue, () => judge({ ...options, scorer }, seedClipId)).catch(
      unlessLost,
    );
    judged += 1;
  }
  return judged;
}

async function* seedsByBest(options: MatchOptions): AsyncGenerator<string> {
  const scorer = termsNow(options);
  let last: { readonly seedClipId: string; readonly best: number } | undefined;
  do {
    const seeds = await options.catalogue.seedsByBest({ scorer, limit: page, ...(last && { after: last }) });
    for (const { seedClipId } of seeds) yield seedClipId;
    const end = seeds.length === page ? seeds.at(-1) : undefined;
    last = end && { seedClipId: end.seedClipId, best: end.best ?? -Infinity };
  } while (last);
}

async function judge(options: SearchOptions, seedClipId: string): Promise<void> {
  const seed = await options.catalogue.getClip(seedClipId);
  if (!seed?.supplies.vocal) return;
  await scoredOf(await candidatesOf(options, { seed, why: 'settings', revision: 0, sampled: 0 }));
}

function unlessLost(error: unknown): void {
  if (error instanceof PipelineError && ['corrupt-blob', 'not-found'].includes(error.code)) return;
  throw error;
}
