import { setImmediate as turn } from 'node:timers/promises';
import type { Clip } from '../../domain/clip.js';
import type { ReachRule, SeedInReach } from '../../ports/catalogue.js';
import type { PartRole } from '../../ports/scorer.js';
import type { SearchOptions } from './findCandidates.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import { allIds } from './allIds.js';
import { enteredBy, type Reached } from './shortlistEntry.js';
import type { Leaving, Output } from '../stream/output.js';
import { pairsOf } from './pairsOf.js';
import { seedsFor } from './partnerQueries.js';
import { rerankRequest } from './rerankRequest.js';
import { stage, type Stage } from '../stream/stage.js';

type Requests = Promise<Output<'rerank'>[]>;

/**
 * Asks for new rankings of the seeds that a clip concerns: itself as a vocal seed, and those it could accompany, if its pre-score
 * enters their shortlist. A removed clip (null) concerns the seeds whose shortlist held it.
 */
export function noticeClip(options: MatchOptions): Stage<Clip | null, Leaving> {
  return stage('notice', options, async (clip, { key, defer }) => {
    const { scorer, release } = options.scorers.take();
    defer(release);
    return { outputs: await (clip ? arrived({ ...options, scorer }, clip) : gone(options, key)) };
  });
}

async function gone({ catalogue }: MatchOptions, clipId: string): Requests {
  const seeds = await allIds((page) => catalogue.seedsHolding(clipId, page));
  return seeds.map((seed) => rerankRequest(seed, 'removed-partner'));
}

async function arrived(options: SearchOptions, clip: Clip): Requests {
  const { catalogue } = options;
  const seeds = new Set(await seedsEntered(options, clip));
  // A corrected clip may have left shortlists that it was in before.
  const holding = await allIds((each) => catalogue.seedsHolding(clip.clipId, each));
  for (const seed of holding) seeds.add(seed);
  // One that was a seed before and has no voice any more loses its ranking.
  const own = clip.supplies.vocal || (await catalogue.getSeedState(clip.clipId)) !== undefined;
  return [
    ...(own ? [rerankRequest(clip.clipId, 'new-seed')] : []),
    ...[...seeds].map((seed) => rerankRequest(seed, 'new-partner')),
  ];
}

/** Seeds looked at at once: their features together take some megabytes. */
const page = 64;

/**
 * Seeds that have a shortlist that the clip would enter. One that was never ranked has a request of its own, which sees this clip, or
 * finds out that it came meanwhile (rememberSeed).
 */
async function seedsEntered(options: SearchOptions, clip: Clip): Promise<readonly string[]> {
  const roles = (['percussion', 'harmonic'] as const).filter((role) => clip.supplies[role]);
  if (roles.length === 0 || !(clip.trusted || options.useDoubtful)) return [];
  const entered: string[] = [];
  // The rules for drums ask for no key: their seeds are those of both.
  for (const rule of seedsFor(clip, roles[0], options))
    for await (const seeds of pagesOfSeeds(options.catalogue, rule)) {
      const reached = seeds.flatMap((seed) => reachedBy(options, seed, { clip, roles }));
      for (const id of await enteredBy(options.scorer, reached)) entered.push(id);
    }
  return entered;
}

/** All seeds of a rule, a page at a time, each in a turn of the event loop of its own. */
async function* pagesOfSeeds(
  catalogue: MatchOptions['catalogue'],
  rule: ReachRule,
): AsyncGenerator<readonly SeedInReach[]> {
  let after: Clip | undefined;
  do {
    await turn();
    const seeds = await catalogue.seedsInReach(rule, { after, limit: page });
    yield seeds;
    after = seeds.length === page ? seeds.at(-1)?.clip : undefined;
  } while (after);
}

function reachedBy(
  options: SearchOptions,
  { clip: seed, state }: SeedInReach,
  { clip, roles }: { readonly clip: Clip; readonly roles: readonly PartRole[] },
): Reached[] {
  if (!state) return [];
  const pairs = roles.flatMap((role) => pairsOf(seed, role, clip, options.rule));
  const { thresholds } = state;
  const open =
    state.scorer !== termsOf(options, options.scorer) || pairs.some(({ role }) => thresholds[role] === null);
  return pairs.length === 0 ? [] : [{ seedClipId: seed.clipId, open, pairs, thresholds }];
}
