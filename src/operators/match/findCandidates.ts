import { setImmediate as turn } from 'node:timers/promises';
import { digestOf, type Clip } from '../../domain/clip.js';
import type { Rerank } from '../../domain/rerank.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { ClipStamp, SeedState } from '../../ports/seedState.js';
import type { PartRole, Scorer } from '../../ports/scorer.js';
import { askedAll } from './askedAll.js';
import { whileItChanges } from './changedMeanwhile.js';
import { each } from '../stream/each.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import { partnerLimit, partnersOf } from './partnerQueries.js';
import { pairsOf } from './pairsOf.js';
import { hasPartners, type PartnersSeen, type SeedRule } from './partnersSeen.js';
import { shortlistOf, type Shortlist } from './shortlist.js';
import { stage, type Stage, type StageContext } from '../stream/stage.js';
import type { WithdrawnSeed } from './withdrawRanking.js';

/** A shortlist, and whether there were more partners than the catalogue returns. */
export interface Found extends Shortlist {
  readonly cut: boolean;
}

/** A seed with the parts that are worth a full look. */
export interface Candidates {
  readonly kind: 'candidates';
  readonly seed: Clip;
  /** Taken for this ranking: it judges what it has chosen. */
  readonly scorer: Scorer;
  readonly why: Rerank['why'];
  /** The end of the requests when the search began: those before it are met by what comes of it. */
  readonly revision: number;
  readonly seen: PartnersSeen;
  readonly harmonic: Found;
  readonly percussion: Found;
  /** Rounds of its training samples that have left, unless it has changed since. */
  readonly sampled: number;
}

/**
 * Looks up the clips that meet the rules for a seed and keeps the best of each role. Requests met by a newer ranking end here; a seed
 * that is no voice any more is withdrawn. The source gives one request a seed at a time, so each sees what came of the one before it: a
 * burst is met by its first, and samples leave once.
 */
export function findCandidates(options: MatchOptions): Stage<Rerank | null, Candidates | WithdrawnSeed> {
  return stage('candidates', options, (request, context) => {
    const { scorer, release } = options.scorers.take();
    context.defer(release);
    return each(whileItChanges(options.catalogue, () => search({ ...options, scorer }, request, context)));
  });
}

/** With the scorer that was taken. */
export interface SearchOptions extends MatchOptions, SeedRule {
  readonly scorer: Scorer;
}

async function search(
  options: SearchOptions,
  request: Rerank | null,
  { key: seedClipId, offset, end }: Pick<StageContext, 'key' | 'offset' | 'end'>,
): Promise<readonly (Candidates | WithdrawnSeed)[]> {
  const { catalogue } = options;
  const revision = end();
  const state = await catalogue.getSeedState(seedClipId);
  // Of requests in another life of the topic, which begins anew.
  if (state && state.revision > revision) await catalogue.removeSeedState(seedClipId);
  const terms = termsOf(options, options.scorer);
  if (request && state && state.scorer !== terms && state.order > options.terms.orderOf(terms)) {
    // Who ranks on the newer terms looks again (seedsOverdue).
    await catalogue.putSeedState({ ...state, missed: true });
    return [];
  }
  if (request && request.why !== 'drain' && isMet(state, terms, { offset, revision })) return [];
  const seed = await catalogue.getClip(seedClipId);
  if (!seed?.supplies.vocal) return [{ kind: 'withdrawn', seedClipId }];
  // A tombstone of a seed that has come back since: its own request follows.
  if (!request) return [];
  return [
    await candidatesOf(options, { seed, why: request.why, revision, sampled: roundsLeft(seed, state) }),
  ];
}

const isMet = (
  state: SeedState | undefined,
  terms: string,
  { offset, revision }: { readonly offset: number; readonly revision: number },
): boolean => state?.scorer === terms && state.revision > offset && state.revision <= revision;

const roundsLeft = (seed: Clip, state: SeedState | undefined): number =>
  state?.digest === digestOf(seed) ? state.sampled : 0;

/** The best parts of each role for a seed, of those that are `wanted`. */
export async function candidatesOf(
  options: SearchOptions,
  found: Pick<Candidates, 'seed' | 'why' | 'revision' | 'sampled'>,
  wanted: (clip: Clip) => boolean = () => true,
): Promise<Candidates> {
  const { seed } = found;
  const none: Found & Seen = { parts: [], threshold: null, cut: false, seen: [] };
  const of = async (role: PartRole): Promise<Found & Seen> => {
    const queries = partnersOf(seed, role, options);
    const partners = await askedAll(queries, (query) => options.catalogue.queryClips(query));
    const cut = partners.length >= partnerLimit;
    const seen = partners.map((clip) => ({ clipId: clip.clipId, digest: digestOf(clip) }));
    return { ...(await shortlist(options, { seed, role, partners: partners.filter(wanted) })), cut, seen };
  };
  const [harmonic, percussion] = hasPartners(seed, options)
    ? [await of('harmonic'), await of('percussion')]
    : [none, none];
  const seen = { harmonic: harmonic.seen, percussion: percussion.seen };
  return { kind: 'candidates', ...found, scorer: options.scorer, seen, harmonic, percussion };
}

interface Seen {
  readonly seen: readonly ClipStamp[];
}

interface Search {
  readonly seed: Clip;
  readonly role: PartRole;
  readonly partners: readonly Clip[];
}

async function shortlist(
  { scorer, shortlist: most, rule }: SearchOptions,
  { seed, role, partners }: Search,
): Promise<Shortlist> {
  const others = partners.filter(
    (clip) => clip.featuresVersion === scorer.features && !sameRecording(seed, clip),
  );
  const pairs = others.flatMap((clip) => pairsOf(seed, role, clip, rule));
  await scorer.prepare([{ clip: seed, role: 'vocal' }, ...pairs]);
  const scores = await scorer.preScore(pairs);
  await turn(); // What was at hand gave nobody one.
  return shortlistOf(pairs, scores, most);
}
