import { setImmediate as turn } from 'node:timers/promises';
import type { Clip } from '../../domain/clip.js';
import type { Score, ShiftedPart } from '../../ports/scorer.js';
import { whileItChanges } from './changedMeanwhile.js';
import { each } from '../stream/each.js';
import { candidatesOf, type Candidates } from './findCandidates.js';
import type { MatchOptions } from './matchOptions.js';
import { stage, type Stage } from '../stream/stage.js';

/** A harmonic and a percussion part under the seed. */
export interface ScoredTriple extends Score {
  readonly harmonic: ShiftedPart;
  readonly percussion: Clip;
}

/** Candidates with the score of every pair of a harmonic and a percussion part. */
export interface ScoredCandidates extends Candidates {
  readonly triples: readonly ScoredTriple[];
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
      return now ? [await scoredOf(now)] : [];
    };
    return each(whileItChanges(options.catalogue, work));
  });
}

async function searchAgain(
  options: MatchOptions,
  { seed: { clipId }, scorer, ...found }: Candidates,
): Promise<Candidates | undefined> {
  const seed = await options.catalogue.getClip(clipId);
  return seed?.supplies.vocal ? candidatesOf({ ...options, scorer }, { ...found, seed }) : undefined;
}

/** All triples of the candidates, scored. */
export async function scoredOf(candidates: Candidates): Promise<ScoredCandidates> {
  const { seed, scorer } = candidates;
  const [harmonics, percussions] = [candidates.harmonic.parts, candidates.percussion.parts];
  const scores = await scorer.score(
    seed,
    harmonics,
    percussions.map(({ clip }) => clip),
  );
  const triples = harmonics.flatMap((harmonic, h) =>
    percussions.map(({ clip: percussion }, p): ScoredTriple => ({ ...scores[h][p], harmonic, percussion })),
  );
  return { ...candidates, triples };
}
