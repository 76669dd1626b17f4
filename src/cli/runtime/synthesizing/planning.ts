import type { Groove } from '../../../synthesis/strokes/groove.js';
import type { Split } from '../../../domain/learning/split.js';

/** Drums that songs without any may borrow. */
export interface SplitGroove extends Groove {
  /** Songs of the same part of the data borrow it. */
  readonly split: Split;
}

/** How windows are chosen and drawn. */
export interface Planning {
  /** Where a folder for each window goes. */
  readonly out: string;
  /** Most windows of a composition. */
  readonly windows: number;
  readonly seed: string;
  /** 0: the first; others are the same music played, sung and recorded by others. */
  readonly version: number;
  readonly soundFonts: readonly string[];
  readonly grooves: readonly SplitGroove[];
  readonly licence: string;
  readonly drumsLicence: string;
}
