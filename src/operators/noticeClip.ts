import type { Clip } from '../domain/clip.js';
import type { Rerank } from '../domain/rerank.js';
import { each } from './each.js';
import type { MatchOptions } from './matchOptions.js';
import type { Output } from './output.js';
import { seedsFor } from './partnerQueries.js';
import { stage, type Stage } from './stage.js';

/**
 * Asks for new rankings of the seeds that a clip concerns: itself as a vocal seed, and those it could accompany, if its pre-score
 * enters their shortlist. A removed clip (null) concerns the seeds whose shortlist held it.
 */
export function noticeClip(options: MatchOptions): Stage<Clip | null, Output<'rerank'>> {
  return stage('notice', options, (clip, { key }) =>
    each(clip ? arrived(options, clip) : gone(options, key)),
  );
}

async function gone({ catalogue }: MatchOptions, clipId: string): Promise<Output<'rerank'>[]> {
  const revision = await catalogue.revision();
  const seeds = await catalogue.seedsHolding(clipId);
  return seeds.map((seed) => request(seed, 'removed-partner', revision));
}

async function arrived(options: MatchOptions, clip: Clip): Promise<Output<'rerank'>[]> {
  const { catalogue, useDoubtful } = options;
  const revision = await catalogue.revision();
  const seeds = new Set<string>();
  if (clip.trusted || useDoubtful) {
    for (const role of ['harmonic', 'percussion'] as const) {
      if (clip.supplies[role]) for (const seed of await seedsEntered(options, clip, role)) seeds.add(seed);
    }
  }
  // A corrected clip may have left shortlists that it was in before.
  for (const seed of await catalogue.seedsHolding(clip.clipId)) seeds.add(seed);
  const own = clip.supplies.vocal ? [request(clip.clipId, 'new-seed', revision)] : [];
  return [...own, ...[...seeds].map((seed) => request(seed, 'new-partner', revision))];
}

/** Seeds whose shortlist for the role the clip would enter: it is not full, or its worst is worse. */
async function seedsEntered(
  options: MatchOptions,
  clip: Clip,
  role: 'harmonic' | 'percussion',
): Promise<string[]> {
  const { catalogue, scorer } = options;
  const entered: string[] = [];
  for (const seed of await catalogue.queryClips(seedsFor(clip, role, options))) {
    const state = await catalogue.getSeedState(seed.clipId);
    const threshold = state?.thresholds[role] ?? null;
    const enters = threshold === null || (await scorer.preScore(seed, role, [clip]))[0] >= threshold;
    if (enters) entered.push(seed.clipId);
  }
  return entered;
}

const request = (seedClipId: string, why: Rerank['why'], revision: number): Output<'rerank'> => ({
  topic: 'rerank',
  key: seedClipId,
  value: { schema: 1, seedClipId, why, revision },
});
