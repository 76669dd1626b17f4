import type { Clip } from '../domain/clip.js';
import { PipelineError } from '../errors.js';
import type { SeedState } from '../ports/catalogue.js';
import { breather } from './breather.js';
import { each } from './each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Output } from './output.js';
import { seedsFor } from './partnerQueries.js';
import { rerankRequest } from './rerankRequest.js';
import { stage, type Stage } from './stage.js';

type Requests = Promise<Output<'rerank'>[]>;
type PartRole = 'harmonic' | 'percussion';

/**
 * Asks for new rankings of the seeds that a clip concerns: itself as a vocal seed, and those it could accompany, if its pre-score
 * enters their shortlist. A removed clip (null) concerns the seeds whose shortlist held it.
 */
export function noticeClip(options: MatchOptions): Stage<Clip | null, Output<'rerank'>> {
  return stage('notice', options, (clip, { key }) =>
    each(clip ? arrived(options, clip) : gone(options, key)),
  );
}

async function gone({ catalogue }: MatchOptions, clipId: string): Requests {
  const revision = await catalogue.revision();
  const seeds = await catalogue.seedsHolding(clipId);
  return seeds.map((seed) => rerankRequest(seed, 'removed-partner', revision));
}

async function arrived(options: MatchOptions, clip: Clip): Requests {
  const { catalogue } = options;
  const revision = await catalogue.revision();
  const seeds = new Set(await seedsEntered(options, clip));
  // A corrected clip may have left shortlists that it was in before.
  for (const seed of await catalogue.seedsHolding(clip.clipId)) seeds.add(seed);
  // One that was a seed before and has no voice any more loses its ranking.
  const own = clip.supplies.vocal || (await catalogue.getSeedState(clip.clipId)) !== undefined;
  return [
    ...(own ? [rerankRequest(clip.clipId, 'new-seed', revision)] : []),
    ...[...seeds].map((seed) => rerankRequest(seed, 'new-partner', revision)),
  ];
}

/** Seeds that have a shortlist that the clip would enter. */
async function seedsEntered(options: MatchOptions, clip: Clip): Promise<string[]> {
  if (!(clip.trusted || options.useDoubtful)) return [];
  const breathe = breather(options.clock);
  const entered: string[] = [];
  for (const [seed, could] of await seedsInReach(options, clip)) {
    await breathe();
    const state = await options.catalogue.getSeedState(seed);
    // Never ranked: it has a request of its own, which sees this clip, or finds out that it came meanwhile (announce).
    if (state && (await enters(options, clip, { state, could }))) entered.push(seed);
  }
  return entered;
}

/** The seeds that the clip could accompany, with the roles. */
async function seedsInReach(
  options: MatchOptions,
  clip: Clip,
): Promise<ReadonlyMap<string, readonly PartRole[]>> {
  const reach = new Map<string, PartRole[]>();
  for (const role of ['harmonic', 'percussion'] as const) {
    if (!clip.supplies[role]) continue;
    for (const seed of await options.catalogue.findClipIds(seedsFor(clip, role, options)))
      reach.set(seed, [...(reach.get(seed) ?? []), role]);
  }
  return reach;
}

interface Reached {
  readonly state: SeedState;
  readonly could: readonly PartRole[];
}

/** A shortlist is entered where it is not full, or its worst is no better. */
async function enters(options: MatchOptions, clip: Clip, { state, could }: Reached): Promise<boolean> {
  const { catalogue, scorer } = options;
  if (state.scorer !== termsOf(options)) return true;
  if (could.some((role) => state.thresholds[role] === null)) return true;
  const found = await catalogue.getClip(state.seedClipId);
  if (!found) return false;
  for (const role of could) {
    const [value] = await scorer.preScore(found, role, [clip]).catch(whereDamaged);
    if (value >= (state.thresholds[role] ?? 0)) return true;
  }
  return false;
}

/** A seed with a damaged file must not keep the clip from the others: it is to be ranked, which tells what is wrong with it. */
function whereDamaged(error: unknown): readonly number[] {
  if (PipelineError.from(error).code === 'corrupt-blob') return [Infinity];
  throw error;
}
