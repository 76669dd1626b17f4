import { setImmediate as turn } from 'node:timers/promises';
import type { Clip } from '../../domain/clip.js';
import type { Rerank } from '../../domain/rerank.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { SeedState } from '../../ports/catalogue.js';
import type { PartRole, ScoredPair, Scorer, ShiftedPart } from '../../ports/scorer.js';
import { keyShift } from '../../domain/music/keyShift.js';
import { whileItChanges } from './changedMeanwhile.js';
import { each } from '../stream/each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import { partnerLimit, partnersOf } from './partnerQueries.js';
import { stage, type Stage } from '../stream/stage.js';
import type { WithdrawnSeed } from './withdrawRanking.js';

/** The best parts of one role for a seed, best first. */
export interface Shortlist {
  readonly parts: readonly ShiftedPart[];
  /** Pre-score that a further clip must reach to enter; null while there is room. */
  readonly threshold: number | null;
  /** There were more partners than the catalogue returns. */
  readonly cut: boolean;
}

/** A seed with the parts that are worth a full look. */
export interface Candidates {
  readonly kind: 'candidates';
  readonly seed: Clip;
  /** Taken for this ranking: it judges what it has chosen. */
  readonly scorer: Scorer;
  readonly why: Rerank['why'];
  /** Catalogue revision that the search saw. */
  readonly revision: number;
  readonly harmonic: Shortlist;
  readonly percussion: Shortlist;
  /** Its training samples have left before, and nothing has changed in it since. */
  readonly sampled: boolean;
}

/**
 * Looks up the clips that meet the rules for a seed and keeps the best of each role. Requests met by a newer ranking end here; a seed
 * that is no voice any more is withdrawn. The source gives one request a seed at a time, so each sees what came of the one before it: a
 * burst is met by its first, and samples leave once.
 */
export function findCandidates(options: MatchOptions): Stage<Rerank | null, Candidates | WithdrawnSeed> {
  return stage('candidates', options, (request, { key, defer }) => {
    const { scorer, release } = options.scorers.take();
    defer(release);
    return each(whileItChanges(options.catalogue, () => search({ ...options, scorer }, key, request)));
  });
}

type Found = readonly (Candidates | WithdrawnSeed)[];

/** With the scorer that was taken. */
export interface SearchOptions extends MatchOptions {
  readonly scorer: Scorer;
}

async function search(options: SearchOptions, seedClipId: string, request: Rerank | null): Promise<Found> {
  const { catalogue } = options;
  const state = await catalogue.getSeedState(seedClipId);
  if (request && isMet(options, request, state)) return [];
  const seed = await catalogue.getClip(seedClipId);
  if (!seed?.supplies.vocal) return [{ kind: 'withdrawn', seedClipId }];
  // A tombstone of a seed that has come back since: its own request follows.
  if (!request) return [];
  return [await candidatesOf(options, { seed, why: request.why, sampled: isSampled(seed, state) })];
}

const isMet = (options: SearchOptions, { why, revision }: Rerank, state: SeedState | undefined): boolean =>
  why !== 'drain' && state?.scorer === termsOf(options, options.scorer) && state.revision >= revision;

const isSampled = ({ revision = 0 }: Clip, state: SeedState | undefined): boolean =>
  state?.sampled === true && revision <= state.revision;

/** The best parts of each role for a seed, of those that are `wanted`. */
export async function candidatesOf(
  options: SearchOptions,
  found: Pick<Candidates, 'seed' | 'why' | 'sampled'>,
  wanted: (clip: Clip) => boolean = () => true,
): Promise<Candidates> {
  const { seed } = found;
  const revision = await options.catalogue.revision();
  const usable = seed.grid.meter !== null && (seed.trusted || options.useDoubtful);
  const none: Shortlist = { parts: [], threshold: null, cut: false };
  const of = async (role: 'harmonic' | 'percussion'): Promise<Shortlist> => {
    const partners = await options.catalogue.queryClips(partnersOf(seed, role, options));
    const cut = partners.length >= partnerLimit;
    return { ...(await shortlist(options, { seed, role, partners: partners.filter(wanted) })), cut };
  };
  const [harmonic, percussion] = usable ? [await of('harmonic'), await of('percussion')] : [none, none];
  return { kind: 'candidates', ...found, scorer: options.scorer, revision, harmonic, percussion };
}

interface Search {
  readonly seed: Clip;
  readonly role: PartRole;
  readonly partners: readonly Clip[];
}

async function shortlist(
  { scorer, shortlist: most }: SearchOptions,
  { seed, role, partners }: Search,
): Promise<Omit<Shortlist, 'cut'>> {
  const others = partners.filter(
    (clip) => clip.featuresVersion === scorer.features && !sameRecording(seed, clip),
  );
  const pairs = others.map((clip) => pairOf(seed, role, clip));
  await scorer.prepare([{ clip: seed, role: 'vocal' }, ...pairs]);
  const scores = await scorer.preScore(pairs);
  await turn(); // What was at hand gave nobody one.
  const ranked = pairs
    .map(({ clip, shift }, i) => ({ clip, shift, score: scores[i] }))
    .sort((a, b) => b.score - a.score || (a.clip.clipId < b.clip.clipId ? -1 : 1))
    .slice(0, most);
  const full = ranked.length === most;
  return {
    parts: ranked.map(({ clip, shift }) => ({ clip, shift })),
    threshold: full ? (ranked.at(-1)?.score ?? null) : null,
  };
}

/** A part as it would sound under the seed: the harmonic one in its key, drums as they are. */
export const pairOf = (seed: Clip, role: PartRole, clip: Clip): ScoredPair => ({
  ...{ seed, role, clip },
  shift: role === 'harmonic' ? keyShift(clip.key, seed.key) : 0,
});
