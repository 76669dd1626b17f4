import { setImmediate as turn } from 'node:timers/promises';
import { keyShift } from '../domain/keyShift.js';
import type { Score, ScoredPair } from '../ports/scorer.js';
import { whileItChanges } from './changedMeanwhile.js';
import { each } from './each.js';
import { candidatesOf, type Candidates } from './findCandidates.js';
import type { MatchOptions } from './matchOptions.js';
import { stage, type Stage } from './stage.js';

/** Candidates with the score of every pair of a harmonic and a percussion part. */
export interface ScoredCandidates extends Candidates {
  readonly pairs: readonly (ScoredPair & Score)[];
}

/**
 * Scores all K_h × K_p triples of a seed. Where a part went meanwhile the search is made again; where the seed went nothing is left to
 * score.
 */
export function score(options: MatchOptions): Stage<Candidates, ScoredCandidates> {
  return stage('score', options, (candidates) => {
    let first: Candidates | undefined = candidates;
    const work = async (): Promise<ScoredCandidates[]> => {
      const now = first ?? (await searchAgain(options, candidates));
      first = undefined;
      await turn(); // Searching took its time; scoring takes more.
      return now ? [await scoredOf(options, now)] : [];
    };
    return each(whileItChanges(options.catalogue, work));
  });
}

async function searchAgain(
  options: MatchOptions,
  { seed: { clipId }, why, sampled }: Candidates,
): Promise<Candidates | undefined> {
  const seed = await options.catalogue.getClip(clipId);
  return seed?.supplies.vocal ? candidatesOf(options, { seed, why, sampled }) : undefined;
}

/** All triples of the candidates, scored. */
export async function scoredOf(options: MatchOptions, candidates: Candidates): Promise<ScoredCandidates> {
  const { seed, harmonic, percussion } = candidates;
  const pairs = harmonic.clips.flatMap((h) =>
    percussion.clips.map((p): ScoredPair => ({
      harmonic: h,
      percussion: p,
      shift: keyShift(h.key, seed.key),
    })),
  );
  const scores = await options.scorer.score(seed, pairs);
  return { ...candidates, pairs: pairs.map((pair, i) => ({ ...pair, ...scores[i] })) };
}
