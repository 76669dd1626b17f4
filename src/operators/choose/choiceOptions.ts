import type { MatchOptions } from '../match/matchOptions.js';
import type { Selection } from '../match/selection.js';
import type { Scorer } from '../../ports/scorer.js';

/** What choosing one mashup needs: the rule and the songs as for rankings. */
export interface ChoiceOptions extends Pick<
  MatchOptions,
  'catalogue' | 'useDoubtful' | 'rule' | 'shortlist'
> {
  /** Taken for this choice. */
  readonly scorer: Scorer;
  /** Songs that are left out; which voices may be looked for. */
  readonly selection: Selection;
}
