import type { FoundRecipe } from '../runtime/rendering/foundRecipe.js';
import { olderFolder } from './olderFolder.js';
import { madeFolders, type Made } from './readMade.js';

/** What lies in a folder of results and among its older ones, as it can be rendered again; each id once. */
export async function madeRecipes(out: string): Promise<readonly FoundRecipe[]> {
  const folders = [...(await madeFolders(out)), ...(await madeFolders(olderFolder(out)))];
  const recipes = folders.flatMap(({ made }) => recipeOf(made) ?? []);
  return [...new Map(recipes.toReversed().map((recipe) => [recipe.id, recipe])).values()].reverse();
}

function recipeOf(made: Made): FoundRecipe | undefined {
  const { mashupId, sampleId, drawnId, label, rejected } = made;
  const { condition, bars, parts, score, axes, scorer, seed } = made;
  const seedClipId = made.seedClipId ?? parts.find(({ role }) => role === 'vocal')?.clipId;
  const id = mashupId ?? sampleId ?? drawnId;
  if (seedClipId === undefined || id === undefined) return undefined;
  return {
    id,
    mashup: {
      ...{ seedClipId, condition, bars, parts },
      ...(mashupId !== undefined && { mashupId }),
      ...(score !== undefined && { score }),
      ...(axes && { axes }),
    },
    ...(scorer && { scorer }),
    ...(sampleId !== undefined && label !== undefined && { sample: { sampleId, label } }),
    ...(rejected && { rejected }),
    runSeed: seed,
  };
}
