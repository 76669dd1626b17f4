import { digestOf, type Clip } from '../../domain/clip.js';
import { sameRecording } from '../../mashability/conditions/sameRecording.js';
import type { ClipStamp, SeedState } from '../../ports/seedState.js';
import type { PartRole } from '../../ports/scorer.js';
import type { Announced } from './announce.js';
import { termsOf, type MatchOptions } from './matchOptions.js';
import type { Leaving } from '../stream/output.js';
import { pairsOf } from './pairsOf.js';
import { digestOfPartners, partnersNow } from './partnersSeen.js';
import { rerankRequest } from './rerankRequest.js';
import { enteredBy } from './shortlistEntry.js';
import { stage, type Stage } from '../stream/stage.js';

/**
 * Keeps what the matcher remembers of a seed. It stands behind the write of the ranking, so a crash in between makes the ranking again
 * rather than losing it. Another ranking is asked for where this one may not be the last word: a newer one was remembered before this was
 * written, or a clip that belongs into the shortlists came or went while it was made. Whoever puts a clip reads the states after that, and here
 * the partners are asked for again after the state: who comes second sees the other.
 */
export function rememberSeed(options: MatchOptions): Stage<Announced, Leaving> {
  return stage('remember', { ...options, evenIfLost: true }, async (announced) => {
    const again = !(await kept(options, announced)) || (await hasChanged(options, announced));
    return { outputs: again ? [rerankRequest(announced.seed.clipId, 'changed')] : [] };
  });
}

/** False where a worker that came after this one was before it: the ranking that lies last in the log is not the newest. */
const kept = (options: MatchOptions, announced: Announced): Promise<boolean> =>
  options.catalogue.putSeedState(stateOf(options, announced));

function stateOf(options: MatchOptions, announced: Announced): SeedState {
  const { seed, scorer, ranking, harmonic, percussion, seen, sampled } = announced;
  const terms = termsOf(options, scorer);
  return {
    seedClipId: seed.clipId,
    digest: digestOf(seed),
    scorer: terms,
    order: options.terms.orderOf(terms),
    revision: ranking.revision,
    thresholds: { harmonic: harmonic.threshold, percussion: percussion.threshold },
    shortlist: stampsOf(announced),
    partners: digestOfPartners(seen),
    sampled,
    cut: harmonic.cut || percussion.cut,
    missed: false,
    best: ranking.mashups.at(0)?.score ?? null,
  };
}

function stampsOf({ harmonic, percussion }: Announced): readonly ClipStamp[] {
  const clips = [...harmonic.parts, ...percussion.parts].map(({ clip }) => clip);
  const stamps = clips.map((clip) => ({ clipId: clip.clipId, digest: digestOf(clip) }));
  return [...new Map(stamps.map((stamp) => [stamp.clipId, stamp])).values()];
}

const roles = ['harmonic', 'percussion'] as const;

/** Did a clip of the shortlists go or change, or one come that would enter them? */
async function hasChanged(options: MatchOptions, announced: Announced): Promise<boolean> {
  const now = await partnersNow(options, announced.seed);
  for (const role of roles) {
    const digests = new Map(now[role].map(({ clipId, digest }) => [clipId, digest]));
    const lost = announced[role].parts.some(({ clip }) => digests.get(clip.clipId) !== digestOf(clip));
    const before = new Map(announced.seen[role].map(({ clipId, digest }) => [clipId, digest]));
    const come = now[role].filter(({ clipId, digest }) => before.get(clipId) !== digest);
    if (lost || (come.length > 0 && (await enters(options, announced, { role, come })))) return true;
  }
  return false;
}

interface Coming {
  readonly role: PartRole;
  readonly come: readonly ClipStamp[];
}

async function enters(
  { catalogue, rule }: MatchOptions,
  { seed, scorer, harmonic, percussion }: Announced,
  { role, come }: Coming,
): Promise<boolean> {
  const clips = await catalogue.getClips(come.map(({ clipId }) => clipId));
  const usable = (clip: Clip): boolean =>
    clip.featuresVersion === scorer.features && !sameRecording(seed, clip);
  const pairs = clips.filter(usable).flatMap((clip) => pairsOf(seed, role, clip, rule));
  const thresholds = { harmonic: harmonic.threshold, percussion: percussion.threshold };
  const open = pairs.length > 0 && thresholds[role] === null;
  const reached = { seedClipId: seed.clipId, open, pairs, thresholds };
  return (await enteredBy(scorer, [reached])).length > 0;
}
