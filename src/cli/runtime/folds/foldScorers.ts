import type { StemTools } from '../../../adapters/audio/stemSound.js';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import type { MadeStems } from '../evaluating/madeStems.js';
import type { JudgingScorer } from '../evaluating/judgingScorer.js';
import { dualNetScorer } from '../wiring/dualNetScorer.js';
import { mixNetScorer } from '../wiring/mixNetScorer.js';

export interface FoldTools {
  readonly stems: MadeStems;
  readonly sounds: StemTools;
}

/** The model of a folder, by ear: DualNet's harmony alone beside the rule's drums, or one of the paper's networks alone, which knows no pairs. */
export function foldScorer(folder: string, { stems, sounds }: FoldTools): JudgingScorer {
  const { kind } = readModel(folder).model;
  const weights = { network: 1, harmony: 0 };
  if (kind === 'dualnet')
    return { scorer: dualNetScorer(stems, { folder, byEarAlone: true, weights }), pairs: true };
  const beatsOf: MadeStems['beats'] = (clip, role, seed) => stems.beats(clip, role, seed);
  return { scorer: mixNetScorer(stems, sounds, { folder, kind, weights, beatsOf }), pairs: false };
}
