import { basename, resolve } from 'node:path';
import { amuPaperScorer } from '../../../adapters/rules/amuPaperScorer.js';
import { amuScorer } from '../../../adapters/rules/amuScorer.js';
import type { StemTools } from '../../../adapters/audio/stemSound.js';
import { readModel } from '../../../adapters/networks/modelFolder.js';
import { fitScorer } from '../../../adapters/rules/fitScorer.js';
import { leeScorer } from '../../../adapters/rules/leeScorer.js';
import { posteriorOf } from '../../../domain/learning/calibration.js';
import type { Model } from '../../../domain/learning/model.js';
import { dualNetScorer } from '../wiring/dualNetScorer.js';
import { mixNetScorer } from '../wiring/mixNetScorer.js';
import type { JudgingScorer } from './judgingScorer.js';
import type { MadeStems } from './madeStems.js';

/** A scorer that is evaluated. */
export interface Judge {
  readonly name: string;
  readonly make: (stems: MadeStems, sounds: StemTools) => JudgingScorer;
}

/** Of Lee's rule only triples are asked, for it knows no pairs. */
const rules: readonly Judge[] = [
  { name: 'amu', make: (stems) => ({ scorer: amuScorer(stems), pairs: true }) },
  { name: 'amu-paper', make: (stems) => ({ scorer: amuPaperScorer(stems), pairs: true }) },
  { name: 'lee', make: (stems) => ({ scorer: leeScorer(stems), pairs: false }) },
  { name: 'fit', make: (stems) => ({ scorer: fitScorer(stems, { byEarAlone: true }), pairs: true }) },
];

/** All rules, and the networks of these folders; where they are several the folder's name stands beside each. Errors: those of readModel. */
export function judgesOf(folders: readonly string[]): readonly Judge[] {
  const models = folders.map((folder) => ({ folder, model: readModel(folder).model }));
  const networks = models.flatMap(({ folder, model }) => {
    const end = models.length === 1 ? '' : ` ${basename(resolve(folder))}`;
    return model.kind === 'dualnet'
      ? dualJudges(folder, model, end)
      : [mixJudge(folder, model.kind, `${model.kind}${end}`)];
  });
  return [...rules, ...networks];
}

/** Harmony by the network alone and drums by the rule's strokes; and as it ranks, but by ear alone. */
function dualJudges(folder: string, { calibration }: Model, end: string): readonly Judge[] {
  const [alone, both] = [`dualnet${end}`, `dualnet+fit${end}`];
  const weights = { network: 1, harmony: 0 };
  return [
    {
      name: alone,
      make: (stems) => ({
        scorer: dualNetScorer(stems, { folder, name: alone, byEarAlone: true, weights }),
        pairs: true,
        ...(calibration && { posterior: ({ axes }) => posteriorOf(calibration, axes['network']) }),
      }),
    },
    {
      name: both,
      make: (stems) => ({
        scorer: dualNetScorer(stems, { folder, name: both, byEarAlone: true }),
        pairs: true,
      }),
    },
  ];
}

/** The posterior of which a network of the paper gives the log-odds. */
const softmax = { a: -1, b: 0 };

/** A paper's network alone, which knows no pairs. */
const mixJudge = (folder: string, kind: 'premixnet' | 'postmixnet', name: string): Judge => ({
  name,
  make: (stems, sounds) => ({
    scorer: mixNetScorer(stems, sounds, {
      ...{ folder, kind, name, weights: { network: 1, harmony: 0 } },
      beatsOf: (clip, role, seed) => stems.beats(clip, role, seed),
    }),
    pairs: false,
    // As the paper has it, whatever the model is calibrated to.
    posterior: ({ axes }) => posteriorOf(softmax, axes['network']),
  }),
});

/** What is judged by no rule, and so by a model. */
export const isNetwork = (name: string): boolean => /^(dual|premix|postmix)net\b/.test(name);
