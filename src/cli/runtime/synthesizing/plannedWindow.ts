import type { Score } from '../../../domain/music/score.js';
import type { Random } from '../../../domain/random.js';
import type { StemName } from '../../../domain/role.js';
import type { Seconds } from '../../../domain/units.js';
import type { Recording } from '../../../synthesis/recording/recorded.js';
import type { LineNote } from '../../../synthesis/singing/phrasing.js';
import type { Singer } from '../../../synthesis/singing/singer.js';

/** Where the sound of a stem comes from. */
export type StemSource =
  | { readonly kind: 'played'; readonly score: Score; readonly soundFont: string }
  | {
      readonly kind: 'sung';
      readonly notes: readonly LineNote[];
      readonly singer: Singer;
      readonly random: Random;
    };

export interface PlannedStem {
  readonly stem: StemName;
  readonly source: StemSource;
  /** Left out: it is kept as it is played. */
  readonly recording?: Recording;
}

/** Some bars of a composition as they are to sound, and what is known of them. */
export interface PlannedWindow {
  /** Where its stems go. */
  readonly folder: string;
  readonly duration: Seconds;
  readonly stems: readonly PlannedStem[];
  /** What goes into `mash.json`, as beside any song, and `song.json`, for evaluation. */
  readonly mash: object;
  readonly song: object;
}
