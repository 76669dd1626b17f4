import type { ExampleClip } from '../../../adapters/training/mixClipOf.js';
import { foldSplits, type Fold } from '../../../domain/learning/foldSplits.js';
import { splitOf } from '../../../domain/learning/split.js';
import { roles } from '../../../domain/role.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';

/** The clips that have all three roles, each with the split of its composition: as song.json says, else as its name is drawn; or by folds. */
export function exampleClips(clips: readonly EvaluatedClip[], fold?: Fold): readonly ExampleClip[] {
  const whole = clips.filter(({ clip: { supplies } }) => roles.every((role) => supplies[role]));
  const byFold =
    fold &&
    foldSplits(
      whole.map(({ composition }) => composition),
      fold,
    );
  return whole.map(({ clip, composition, split }) => ({
    ...{ clip, song: composition },
    split: byFold?.get(composition) ?? split ?? splitOf(composition),
  }));
}
