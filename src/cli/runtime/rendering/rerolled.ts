import type { Clip } from '../../../domain/clip.js';
import type { Part } from '../../../domain/mashup.js';
import type { Rejected } from '../../../domain/rejected.js';
import { roles, type Role } from '../../../domain/role.js';
import { PipelineError } from '../../../errors.js';
import { chooseAnew } from '../../../operators/choose/chooseAnew.js';
import { refuse } from '../../refuse.js';
import { madeRecipes } from '../../out/madeRecipes.js';
import { sourceName } from '../../results/mashup/sourceName.js';
import { chosenMashup, type ChosenMashup } from './chosenMashup.js';
import { findRecipe } from './findRecipe.js';
import type { FoundRecipe } from './foundRecipe.js';
import { withChoice, type Choosing } from './withChoice.js';

export interface RerollWords {
  /** Of a mashup, or its beginning. */
  readonly id: string;
  /** The roles that are chosen anew. */
  readonly anew: readonly Role[];
}

/**
 * The best mashup with other songs in some roles of one that there is. Which songs were turned down for a role goes along from one to the
 * next, so that none comes twice. Errors: those of findRecipe; `bad-config` for what is not matched; `not-found` where nothing is left.
 */
export async function rerolled(choosing: Choosing, { id, anew }: RerollWords): Promise<ChosenMashup> {
  const { config, state } = choosing;
  const before = await findRecipe(state.log, id, config);
  const parts = partsOf(before);
  const rejected = added(await rejectedBefore(before, config.out), anew, parts);
  return withChoice(choosing, async (options) => {
    const stored = await state.catalogue.getClips(roles.map((role) => parts[role].clipId));
    const clipOf = (role: Role): Clip => {
      const clip = stored.find(({ clipId }) => clipId === parts[role].clipId);
      if (clip) return clip;
      throw new PipelineError(
        'not-found',
        `Choosing anew in ${before.id}: its ${role} part was removed or analysed anew. Run again for new rankings.`,
      );
    };
    const clips = { vocal: clipOf('vocal'), harmonic: clipOf('harmonic'), percussion: clipOf('percussion') };
    const { shift } = parts.harmonic;
    const chosen = await chooseAnew(options, {
      ...{ seed: clips.vocal, harmonic: { clip: clips.harmonic, shift }, percussion: clips.percussion },
      ...{ anew, rejected },
    });
    if (!chosen) throw nothingLeft(before, anew, rejected);
    const instead = Object.fromEntries(anew.map((role) => [role, [sourceName(clips[role].source)]]));
    return chosenMashup(chosen, { config, options, instead, rejected });
  });
}

function partsOf({ id, mashup: { condition, parts } }: FoundRecipe): Readonly<Record<Role, Part>> {
  const of = (role: Role): Part | undefined => parts.find((part) => part.role === role);
  const [vocal, harmonic, percussion] = roles.map(of);
  if (condition === 'matched' && vocal && harmonic && percussion) return { vocal, harmonic, percussion };
  return refuse([
    `--reroll: ${id} is of condition ${condition}; only in matched mashups parts can be chosen anew`,
  ]);
}

/** What a ranking holds may lie in the folder of results as well, with what was turned down before it. */
async function rejectedBefore({ id, rejected }: FoundRecipe, out: string): Promise<Rejected> {
  if (rejected) return rejected;
  return (await madeRecipes(out)).find((made) => made.id === id)?.rejected ?? {};
}

const added = (rejected: Rejected, anew: readonly Role[], parts: Readonly<Record<Role, Part>>): Rejected => ({
  ...rejected,
  ...Object.fromEntries(
    anew.map((role) => [role, [...new Set([...(rejected[role] ?? []), parts[role].trackId])]]),
  ),
});

function nothingLeft({ id }: FoundRecipe, anew: readonly Role[], rejected: Rejected): PipelineError {
  const counts = anew.map((role) => `${rejected[role]?.length ?? 0} as ${role}`).join(', ');
  return new PipelineError(
    'not-found',
    `Choosing ${anew.join(' and ')} anew in ${id}: no other song within the rule is left; turned down so far, with what it has: ` +
      `${counts}. Widen the rule (--max-stretch, --max-shift), or add songs.`,
  );
}
