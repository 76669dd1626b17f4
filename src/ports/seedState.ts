/** A clip as it was: the digest tells whether it is still the same (domain/clip). */
export interface ClipStamp {
  readonly clipId: string;
  readonly digest: string;
}

/** What the matcher remembers of a seed between rankings. */
export interface SeedState {
  readonly seedClipId: string;
  /** Digest of the seed's clip as it was ranked. */
  readonly digest: string;
  /** The terms of the newest ranking written, and their place among all terms: the higher are the newer. */
  readonly scorer: string;
  readonly order: number;
  /** Its revision (domain/mashup): requests at lower offsets are met by it. */
  readonly revision: number;
  /** The worst pre-score still in the shortlist of each role; null while the list is not full. */
  readonly thresholds: { readonly harmonic: number | null; readonly percussion: number | null };
  /** Clips that the shortlists hold, so that removing one asks for a new ranking. */
  readonly shortlist: readonly ClipStamp[];
  /** Digest of all partners that the search found: equal while it would find the same. */
  readonly partners: string;
  /** Rounds of training samples of this seed that have left. */
  readonly sampled: number;
  /** There were more partners than a query returns, so what lies beyond may change places unnoticed; a sweep looks again. */
  readonly cut: boolean;
  /** A request was left alone by who ranks on older terms. */
  readonly missed: boolean;
  /** Score of the best mashup of that ranking; null: it is empty. */
  readonly best: number | null;
}

/** How good the ranking of a seed is. */
export type SeedBest = Pick<SeedState, 'seedClipId' | 'scorer' | 'best'>;
