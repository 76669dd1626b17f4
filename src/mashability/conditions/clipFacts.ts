import type { Meter } from '../../domain/music/grid.js';
import type { Role } from '../../domain/role.js';
import type { Keyed } from './matchRule.js';
import type { Bpm } from '../../domain/units.js';

/** What the conditions need to know about a clip; a `Clip` is one. */
export interface ClipFacts extends Keyed {
  readonly clipId: string;
  /** Hash of the recording's audio. */
  readonly trackId: string;
  readonly source: { readonly artist?: string | undefined; readonly title?: string | undefined };
  readonly grid: { readonly bpm: Bpm; readonly meter: Meter | null };
  /** The bar with which it begins in each role (Clip). */
  readonly starts?: Readonly<Record<Role, number>> | undefined;
  readonly trusted: boolean;
  /** Why it should not be trusted, or its key. */
  readonly doubts: readonly string[];
  readonly supplies: Readonly<Record<Role, boolean>>;
}
