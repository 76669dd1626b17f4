import type { ClipStamp, SeedState } from '../../../ports/seedState.js';

/** The state of a seed as it lies in MongoDB. */
export interface SeedDocument {
  /** The id of the seed's clip. */
  readonly _id: string;
  readonly digest: string;
  readonly scorer: string;
  readonly order: number;
  readonly revision: number;
  /** The thresholds. */
  readonly harmonic: number | null;
  readonly percussion: number | null;
  readonly shortlist: readonly ClipStamp[];
  /** Their ids, to be found by. */
  readonly shortlistIds: readonly string[];
  readonly partners: string;
  /** Rounds; states of earlier versions tell whether there was one. */
  readonly sampled: number | boolean;
  readonly cut: boolean;
  readonly missed: boolean;
  readonly best: number | null;
}

export function seedDocument({ seedClipId, thresholds, shortlist, ...state }: SeedState): SeedDocument {
  const { digest, scorer, order, revision, partners, sampled, cut, missed, best } = state;
  return {
    _id: seedClipId,
    ...{ digest, scorer, order, revision, partners, sampled, cut, missed, best },
    ...{ harmonic: thresholds.harmonic, percussion: thresholds.percussion },
    shortlist: shortlist.map(({ clipId, digest: of }) => ({ clipId, digest: of })),
    shortlistIds: shortlist.map(({ clipId }) => clipId),
  };
}

export function seedState({ _id, harmonic, percussion, ...stored }: SeedDocument): SeedState {
  const { digest, scorer, order, revision, shortlist, partners, sampled, cut, missed, best } = stored;
  return {
    seedClipId: _id,
    ...{ digest, scorer, order, revision, shortlist, partners, cut, missed, best },
    sampled: Number(sampled),
    thresholds: { harmonic, percussion },
  };
}
