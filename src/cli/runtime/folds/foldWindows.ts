import type { FeatureStore } from '../../../adapters/features/featureStore.js';
import type { Split } from '../../../domain/learning/split.js';
import { relativeMajor } from '../../../domain/music/key.js';
import type { EvaluatedClip } from '../../../evaluation/evaluatedClip.js';
import type { TrainingWindow } from '../../../model/training/trainingSet.js';

/** Voices and harmonies of analysed clips as training windows: the rows of semitones that clips keep, in the bars of the voice. */
export async function foldWindows(
  clips: readonly EvaluatedClip[],
  stems: Pick<FeatureStore, 'rows'>,
  splits: ReadonlyMap<string, Split>,
): Promise<readonly TrainingWindow[]> {
  const windows: TrainingWindow[] = [];
  for (const { clip, composition } of clips) {
    const split = splits.get(composition);
    if (split === undefined || !hasPair(clip)) continue;
    const [vocal, harmonic] = await Promise.all([
      stems.rows(clip, 'vocal'),
      stems.rows(clip, 'harmonic', clip),
    ]);
    windows.push({
      ...{ composition, split, relativeMajor: relativeMajor(clip.key) },
      ...{ vocal: vocal.rows, harmonic: harmonic.rows },
    });
  }
  return windows;
}

/** A voice and what is played to it. */
export const hasPair = ({ supplies }: EvaluatedClip['clip']): boolean => supplies.vocal && supplies.harmonic;
