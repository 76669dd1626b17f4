import type { Clip } from '../../../domain/clip.js';
import { recordValue } from '../../../domain/recordValue.js';
import type { Rerank } from '../../../domain/rerank.js';
import { pagesOfIds } from '../../../operators/match/allIds.js';
import type { MatchOptions } from '../../../operators/match/matchOptions.js';
import { isRoundDue } from '../../../operators/match/isRoundDue.js';
import { digestOfPartners, partnersNow } from '../../../operators/match/partnersSeen.js';
import { mostRounds } from '../../../operators/match/sampleRounds.js';
import type { IdPage } from '../../../ports/catalogue.js';
import type { Log } from '../../../ports/log.js';
import type { SeedState } from '../../../ports/seedState.js';

/** Seeds whose partners are looked up again each time, so that no sweep takes long. */
const atOnce = 64;

/** Seeds after which the next sweep goes on: of those whose partners were cut, and of those that may give more training samples. */
export interface SweepPlace {
  readonly cut?: string | undefined;
  readonly sampled?: string | undefined;
}

/**
 * Asks for a new ranking of every overdue seed: never ranked on the terms in force, without training samples, and of some whose partners
 * were cut those that have others now. At a beginning (`settings`) of those too whose ranking is older than what it was made from. A clip that
 * enters no shortlist may still be the partner with which a further round of samples is due: a sweep looks at some seeds for that, others at
 * all. Page by page; resolves to where the next sweep goes on.
 */
export async function requestRankings(
  log: Log,
  options: MatchOptions,
  { why, after = {} }: { readonly why: Rerank['why']; readonly after?: SweepPlace },
): Promise<SweepPlace> {
  const { catalogue, terms } = options;
  const ask = async (seeds: readonly string[]): Promise<void> =>
    seeds.length === 0 ? undefined : log.append('rerank', seeds.map(request));
  const request = (seedClipId: string) => ({
    key: seedClipId,
    value: recordValue('rerank', { schema: 1, seedClipId, why }),
  });
  const askAll = async (read: (page: IdPage) => Promise<readonly string[]>): Promise<void> => {
    for await (const seeds of pagesOfIds(read)) await ask(seeds);
  };
  if (why === 'settings') await askAll((page) => catalogue.seedsStale(page));
  const newest = terms.newest();
  await askAll((page) => catalogue.seedsOverdue(newest, page));
  const cut = await catalogue.seedsCut({ after: after.cut, limit: atOnce });
  await ask(await those(options, cut, hasOtherPartners));
  const most = mostRounds(options.enoughPartners);
  const sampling = (page: IdPage): Promise<readonly string[]> => catalogue.seedsSampled(most, page);
  if (why !== 'sweep') {
    for await (const seeds of pagesOfIds(sampling)) await ask(await those(options, seeds, isRoundDue));
    return { cut: nextOf(cut) };
  }
  const sampled = await sampling({ after: after.sampled, limit: atOnce });
  await ask(await those(options, sampled, isRoundDue));
  return { cut: nextOf(cut), sampled: nextOf(sampled) };
}

/** After all it begins anew. */
const nextOf = (seeds: readonly string[]): string | undefined =>
  seeds.length === atOnce ? seeds.at(-1) : undefined;

type Test = (options: MatchOptions, seed: Clip, state: SeedState) => Promise<boolean>;

const hasOtherPartners: Test = async (options, seed, { partners }) =>
  digestOfPartners(await partnersNow(options, seed)) !== partners;

/** Of these seeds, those of which `holds` is true. */
async function those(
  options: MatchOptions,
  seeds: readonly string[],
  holds: Test,
): Promise<readonly string[]> {
  const { catalogue } = options;
  const found: string[] = [];
  for (const id of seeds) {
    const [seed, state] = [await catalogue.getClip(id), await catalogue.getSeedState(id)];
    if (seed && state && (await holds(options, seed, state))) found.push(id);
  }
  return found;
}
