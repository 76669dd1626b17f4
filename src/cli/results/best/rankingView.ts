import type { Clip } from '../../../domain/clip.js';
import type { Mashup } from '../../../domain/mashup.js';

/** Mashups, and the clips that they are made from, by id. */
export interface RankingView {
  readonly mashups: readonly Mashup[];
  readonly clips: ReadonlyMap<string, Clip>;
  /** Where a mashup lies rendered. */
  readonly pathOf?: (mashup: Mashup) => string | undefined;
  /** Name of the scorer, where its reasons are to be told. */
  readonly explain?: string;
}
