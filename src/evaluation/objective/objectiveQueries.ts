import type { Clip } from '../../domain/clip.js';
import { randomFrom } from '../../domain/random.js';
import { clashingOffset } from '../../mashability/conditions/clashingOffset.js';
import type { PartRole, ScoredPair } from '../../ports/scorer.js';
import type { EvaluatedClip, WrongCondition } from '../evaluatedClip.js';
import { pairQueries } from '../pairQueries.js';
import { tripleQueries, type PartsGrid } from '../tripleQueries.js';
import type { PlayUnwarped } from '../unwarpedPart.js';

/** Which of a voice's parts are not its own: both, as in the paper, or one beside the other. */
export const movedParts = ['both', 'harmonic', 'percussion'] as const;
export type MovedParts = (typeof movedParts)[number];

/** Negatives of the paper, and a voice's own parts made wrong in one way: at another pitch, off the beat. */
export const negativeKinds = [
  'unmatched-key',
  'unmatched-tempo',
  'unmatched-key-tempo',
  'own-key',
  'own-phase',
] as const;
export type NegativeKind = (typeof negativeKinds)[number];

/** A voice with its own parts, with those of others that match (unlabelled), and with such as are surely wrong. */
export interface ObjectiveQuery {
  readonly composition: string;
  readonly seed: Clip;
  readonly unlabelled: readonly PartsGrid[];
  /** Kinds that the music does not have are left out. */
  readonly negatives: ReadonlyMap<NegativeKind, readonly PartsGrid[]>;
}

interface Asking {
  readonly moved: MovedParts;
  readonly playUnwarped: PlayUnwarped;
}

/** Drums have no key: beside a song's own harmony only their tempo and phase can be wrong. */
export const kindsOf = (moved: MovedParts): readonly NegativeKind[] =>
  moved === 'percussion' ? ['unmatched-tempo', 'own-phase'] : negativeKinds;

/** All clips with three roles that have matched and unmatched others (method §5); draws depend on their ids alone. */
export function objectiveQueries(clips: readonly EvaluatedClip[], asking: Asking): readonly ObjectiveQuery[] {
  const unlabelled = gridsUnder('matched', clips, asking);
  const wrong = new Map(kindsOf(asking.moved).map((kind) => [kind, negativesOf(kind, clips, asking)]));
  return clips.flatMap(({ clip: seed, composition }) => {
    const matched = unlabelled.get(seed);
    if (!matched || !seed.supplies.harmonic || !seed.supplies.percussion) return [];
    const negatives = new Map<NegativeKind, readonly PartsGrid[]>();
    for (const [kind, gridsFor] of wrong) {
      const grids = gridsFor(seed);
      if (grids.length > 0) negatives.set(kind, grids);
    }
    return [{ composition, seed, unlabelled: matched, negatives }];
  });
}

type GridsFor = (seed: Clip) => readonly PartsGrid[];

function negativesOf(kind: NegativeKind, clips: readonly EvaluatedClip[], asking: Asking): GridsFor {
  if (kind === 'own-key') return offKey;
  if (kind === 'own-phase') return (seed) => offBeat(seed, asking);
  const grids = gridsUnder(kind, clips, asking);
  return (seed) => grids.get(seed) ?? [];
}

/** Parts of others under a condition, by the voice. */
function gridsUnder(
  condition: WrongCondition,
  clips: readonly EvaluatedClip[],
  { moved, playUnwarped }: Asking,
): ReadonlyMap<Clip, readonly PartsGrid[]> {
  if (moved === 'both')
    return new Map(tripleQueries(clips, condition, playUnwarped).map(({ seed, wrong }) => [seed, wrong]));
  const queries = pairQueries(clips, { role: moved, seeker: 'voice', condition }, playUnwarped);
  return new Map(queries.map(({ right: { seed }, wrong }) => [seed, [besideOwn(seed, moved, wrong)]]));
}

/** Each in the place of the seed's own part, beside its other one. */
const besideOwn = (
  seed: Clip,
  role: PartRole,
  parts: readonly Pick<ScoredPair, 'clip' | 'shift'>[],
): PartsGrid =>
  role === 'harmonic'
    ? { harmonics: parts.map(({ clip, shift }) => ({ clip, shift })), percussions: [seed] }
    : { harmonics: [{ clip: seed, shift: 0 }], percussions: parts.map(({ clip }) => clip) };

/** As far as a part may be shifted in training, either way. */
const wrongShifts = [-3, -2, -1, 1, 2, 3] as const;

const offKey = (seed: Clip): readonly PartsGrid[] => [
  besideOwn(
    seed,
    'harmonic',
    wrongShifts.map((shift) => ({ clip: seed, shift })),
  ),
];

const offsetsDrawn = 3;

/** Its own parts begin off the beat. */
function offBeat(seed: Clip, { moved, playUnwarped }: Asking): readonly PartsGrid[] {
  const random = randomFrom('evaluate', 'own-phase', seed.clipId);
  const late = Array.from({ length: offsetsDrawn }).flatMap(() => {
    const offset = clashingOffset(seed.grid.bpm, seed.grid.bpm, random);
    return offset === undefined ? [] : [{ clip: playUnwarped({ clip: seed, seed, offset }), shift: 0 }];
  });
  if (late.length === 0) return [];
  if (moved !== 'both') return [besideOwn(seed, moved, late)];
  return late.map((part) => ({ harmonics: [part], percussions: [part.clip] }));
}
