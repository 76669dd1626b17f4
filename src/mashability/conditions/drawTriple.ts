import type { Condition } from '../../domain/condition.js';
import { keyShift } from '../../domain/music/keyShift.js';
import type { Part } from '../../domain/mashup.js';
import { playedAsIs } from '../played.js';
import type { Random } from '../../domain/random.js';
import type { ClipFacts } from './clipFacts.js';
import { clashingOffset } from './clashingOffset.js';
import { conditionRules, type Accepts, type ConditionRule } from './conditionRules.js';
import { meterFits } from './matchRule.js';
import { sameRecording } from './sameRecording.js';

type Parts = readonly [vocal: Part, harmonic: Part, percussion: Part];

const asIs = (role: Part['role'], seed: ClipFacts, clip: ClipFacts): Part => {
  const { clipId, trackId } = clip;
  return {
    role,
    clipId,
    trackId,
    ...playedAsIs(seed, clip, role),
    shift: 0,
    warp: false,
    stretch: 1,
    offset: 0,
  };
};

function original(seed: ClipFacts): Parts | undefined {
  if (!seed.supplies.harmonic || !seed.supplies.percussion) return undefined;
  return [asIs('vocal', seed, seed), asIs('harmonic', seed, seed), asIs('percussion', seed, seed)];
}

const hasSureKey = ({ doubts }: ClipFacts): boolean => !doubts.includes('weak-key');

/** Candidates in an order of their own, so that the order of arrival does not change the draw. */
function partners(
  role: 'harmonic' | 'percussion',
  seed: ClipFacts,
  catalogue: readonly ClipFacts[],
  accepts: Accepts,
): readonly ClipFacts[] {
  return catalogue
    .filter((c) => c.trusted && c.supplies[role] && meterFits(seed.grid.meter, c.grid.meter))
    .filter((c) => !sameRecording(seed, c) && accepts(seed, c))
    .sort((a, b) => (a.clipId < b.clipId ? -1 : 1));
}

/** One of the two, at random, leaves the beat. */
function movedOffBeat(
  seed: ClipFacts,
  clips: readonly [ClipFacts, ClipFacts],
  [vocal, harmonic, percussion]: Parts,
  random: Random,
): Parts | undefined {
  const which = random.int(2);
  const offset = clashingOffset(seed.grid.bpm, clips[which].grid.bpm, random);
  if (offset === undefined) return undefined;
  return which === 0
    ? [vocal, { ...harmonic, offset }, percussion]
    : [vocal, harmonic, { ...percussion, offset }];
}

function adjusted(seed: ClipFacts, clips: readonly [ClipFacts, ClipFacts], rule: ConditionRule): Parts {
  const [harmonic, percussion] = clips;
  const tempo = (clip: ClipFacts): Pick<Part, 'warp' | 'stretch'> =>
    rule.warped ? { warp: true, stretch: seed.grid.bpm / clip.grid.bpm } : { warp: false, stretch: 1 };
  const shift = rule.shifted ? keyShift(harmonic.key, seed.key) : 0;
  return [
    asIs('vocal', seed, seed),
    { ...asIs('harmonic', seed, harmonic), ...tempo(harmonic), shift },
    { ...asIs('percussion', seed, percussion), ...tempo(percussion) },
  ];
}

/**
 * Draws the parts of a mashup of `condition` around the vocal `seed` (method: Huang et al. 2021, with "unmatched" made
 * certain); undefined where the seed has no voice or the catalogue no part to offer. Candidates are trusted, their keys where keys are compared, of the seed's
 * meter, and of another recording (in the unmatched kinds too, so that a recording's sound gives nothing away). The draw
 * depends on the set of clips and on `random`, not on the order of the clips.
 */
export function drawTriple(
  condition: Condition,
  seed: ClipFacts,
  catalogue: readonly ClipFacts[],
  random: Random,
): Parts | undefined {
  if (!seed.supplies.vocal || !seed.trusted) return undefined;
  if (condition === 'original') return original(seed);
  if (!hasSureKey(seed)) return undefined;
  const rule = conditionRules[condition];
  const harmonic = random.pick(
    partners('harmonic', seed, catalogue, (a, b) => hasSureKey(b) && rule.harmonic(a, b)),
  );
  const percussion = random.pick(partners('percussion', seed, catalogue, rule.percussion));
  if (!harmonic || !percussion) return undefined;
  const parts = adjusted(seed, [harmonic, percussion], rule);
  return rule.warped ? parts : movedOffBeat(seed, [harmonic, percussion], parts, random);
}
