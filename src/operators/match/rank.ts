import type { Ranking } from '../../domain/mashup.js';
import { mashupOf } from './mashupOf.js';
import type { MatchOptions } from './matchOptions.js';
import type { ScoredCandidates, ScoredTriple } from './score.js';
import { stage, type Stage } from '../stream/stage.js';

/** A seed's ranking, with what it was made from. */
export interface Ranked extends ScoredCandidates {
  readonly ranking: Ranking;
}

/** Orders a seed's scored triples, best first, ties by id, and describes the best of them in full. */
export function rank(options: MatchOptions): Stage<ScoredCandidates, Ranked> {
  return stage('rank', options, (scored) => [{ ...scored, ranking: rankingOf(options, scored) }]);
}

/** The ranking of scored triples. */
export function rankingOf(
  { runSeed, rankingSize }: MatchOptions,
  { seed, scorer, revision, triples }: ScoredCandidates,
): Ranking {
  const mashups = bestOf(atBestShift(triples), rankingSize)
    .map((triple) => mashupOf(seed, triple))
    .sort((a, b) => b.score - a.score || (a.mashupId < b.mashupId ? -1 : 1))
    .slice(0, rankingSize);
  return {
    schema: 1,
    seedClipId: seed.clipId,
    seedTrackId: seed.trackId,
    scorer: { name: scorer.name, version: scorer.version },
    revision,
    runSeed,
    mashups,
  };
}

/** Of the same parts at two shifts, that which scores better. */
function atBestShift(triples: readonly ScoredTriple[]): readonly ScoredTriple[] {
  const best = new Map<string, ScoredTriple>();
  for (const triple of triples) {
    const parts = JSON.stringify([triple.harmonic.clip.clipId, triple.percussion.clipId]);
    if (triple.score > (best.get(parts)?.score ?? -Infinity)) best.set(parts, triple);
  }
  return [...best.values()];
}

/** The best `count`, and what scores as much as the last of them: only these are described, since their ids take time. */
function bestOf(triples: readonly ScoredTriple[], count: number): readonly ScoredTriple[] {
  const last = triples.map(({ score }) => score).sort((a, b) => b - a)[Math.min(count, triples.length) - 1];
  return triples.filter(({ score }) => score >= last);
}
