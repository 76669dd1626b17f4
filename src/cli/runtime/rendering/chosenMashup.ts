import type { Config } from '../../../config.js';
import type { Rejected } from '../../../domain/rejected.js';
import { PipelineError } from '../../../errors.js';
import type { ChoiceOptions } from '../../../operators/choose/choiceOptions.js';
import type { ChosenTriple } from '../../../operators/choose/bestTriple.js';
import { mashupOf } from '../../../operators/match/mashupOf.js';
import { chosenFacts, type ChosenFacts, type NamesOfRoles } from '../../results/remarks/chosenFacts.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import type { FoundRecipe } from './foundRecipe.js';

/** A mashup that was chosen on request, and what there is to tell of it. */
export interface ChosenMashup {
  readonly found: FoundRecipe;
  readonly facts: ChosenFacts;
}

interface Circumstances {
  readonly config: Pick<Config, 'seed'>;
  readonly options: ChoiceOptions;
  readonly others?: NamesOfRoles;
  readonly instead?: NamesOfRoles;
  readonly rejected?: Rejected;
}

/** How much slower or faster a part can be played. */
const steepest = 4;

/**
 * A chosen triple as a mashup under the id that a ranking would give it, but none that must be in a ranking (no `mashupId`). Error
 * `bad-config` where a part's tempo is more than four times another.
 */
export function chosenMashup(triple: ChosenTriple, circumstances: Circumstances): ChosenMashup {
  const { config, options, rejected, ...names } = circumstances;
  const { seed, harmonic, percussion } = triple;
  const mashup = mashupOf(seed, triple);
  const clips = new Map([seed, harmonic.clip, percussion].map((clip) => [clip.clipId, clip]));
  const tooFar = mashup.parts.find(({ stretch }) => Math.max(stretch, 1 / stretch) > steepest);
  const far = tooFar && clips.get(tooFar.clipId);
  if (far)
    throw new PipelineError(
      'bad-config',
      `Making a mashup of ${sourceName(seed.source)}: ${sourceName(far.source)} would have to be played from ${far.grid.bpm.toFixed(0)} ` +
        `to ${seed.grid.bpm.toFixed(0)} bpm, and more than ${steepest} times cannot be made. Correct a tempo by a sidecar file, or take another song.`,
    );
  const { mashupId: id, ...recipe } = mashup;
  const { name, version } = options.scorer;
  return {
    found: {
      ...{ id, mashup: recipe, scorer: { name, version }, runSeed: config.seed },
      ...(rejected && { rejected }),
    },
    facts: chosenFacts({ mashup, clips, rule: options.rule, scorer: name, ...names }),
  };
}
