import type { Clip } from '../domain/clip.js';
import type { Rerank } from '../domain/rerank.js';
import { sameRecording } from '../mashability/conditions/sameRecording.js';
import { each } from './each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import { partnersOf } from './partnerQueries.js';
import { leftOut, sings } from './selection.js';
import { stage, type Stage } from './stage.js';

/** The best parts of one role for a seed, best first. */
export interface Shortlist {
  readonly clips: readonly Clip[];
  /** Pre-score that a further clip must reach to enter; null while there is room. */
  readonly threshold: number | null;
}

/** A seed with the parts that are worth a full look. */
export interface Candidates {
  readonly seed: Clip;
  readonly why: Rerank['why'];
  /** Catalogue revision that the search saw. */
  readonly revision: number;
  readonly harmonic: Shortlist;
  readonly percussion: Shortlist;
  /** Its training samples have left before. */
  readonly sampled: boolean;
}

/** Looks up the clips that meet the rules for a seed and keeps the best of each role. Requests met by a newer ranking end here. */
export function findCandidates(options: MatchOptions): Stage<Rerank | null, Candidates> {
  return stage('candidates', options, (request) =>
    each(request ? search(options, request) : Promise.resolve([])),
  );
}

async function search(
  options: MatchOptions,
  { seedClipId, why, revision: asked }: Rerank,
): Promise<Candidates[]> {
  const { catalogue, useDoubtful, selection } = options;
  const state = await catalogue.getSeedState(seedClipId);
  const seed = await catalogue.getClip(seedClipId);
  if (!seed?.supplies.vocal || !sings(selection, seed)) return [];
  const met = state?.scorer === termsOf(options) && state.revision >= asked && why !== 'drain';
  if (met) return [];
  const revision = await catalogue.revision();
  const usable = seed.grid.meter !== null && (seed.trusted || useDoubtful);
  const none: Shortlist = { clips: [], threshold: null };
  const harmonic = usable ? await shortlist(options, seed, 'harmonic') : none;
  const percussion = usable ? await shortlist(options, seed, 'percussion') : none;
  return [{ seed, why, revision, harmonic, percussion, sampled: state?.sampled ?? false }];
}

async function shortlist(
  options: MatchOptions,
  seed: Clip,
  role: 'harmonic' | 'percussion',
): Promise<Shortlist> {
  const found = await options.catalogue.queryClips(partnersOf(seed, role, options));
  const partners = found.filter((clip) => !sameRecording(seed, clip) && !leftOut(options.selection, clip));
  const scores = await options.scorer.preScore(seed, role, partners);
  const ranked = partners
    .map((clip, i) => ({ clip, score: scores[i] }))
    .sort((a, b) => b.score - a.score || (a.clip.clipId < b.clip.clipId ? -1 : 1))
    .slice(0, options.shortlist);
  const full = ranked.length === options.shortlist;
  return { clips: ranked.map(({ clip }) => clip), threshold: full ? (ranked.at(-1)?.score ?? null) : null };
}
