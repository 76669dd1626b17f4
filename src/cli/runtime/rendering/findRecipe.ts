import { lastValueFrom, toArray } from 'rxjs';
import type { Sample } from '../../../domain/learning/sample.js';
import { PipelineError } from '../../../errors.js';
import type { Log } from '../../../ports/log.js';
import { readRecordIfSound } from '../../../topologies/readRecord.js';
import { commandLine, type Places } from '../../commandLine.js';
import { madeRecipes } from '../../out/madeRecipes.js';
import type { FoundRecipe } from './foundRecipe.js';
import { readRankings } from '../reading/readRankings.js';

/**
 * The ranked mashup or the training sample whose id begins so; where there is none, the mashup that lies in the folder of results (a
 * narrowed run ranks what no ranking holds, older ones lie apart). Errors: `not-found`; `bad-config` where several do, naming them.
 */
export async function findRecipe(log: Log, prefix: string, places: Required<Places>): Promise<FoundRecipe> {
  const begins = ({ id }: FoundRecipe): boolean => id.startsWith(prefix.toLowerCase());
  const stored = [...(await rankedRecipes(log)), ...(await sampleRecipes(log))].filter(begins);
  const found = stored.length > 0 ? stored : (await madeRecipes(places.out)).filter(begins);
  const exact = found.find(({ id }) => id === prefix);
  if (exact) return exact;
  if (found.length === 1) return found[0];
  if (found.length === 0)
    throw new PipelineError(
      'not-found',
      `Rendering ${JSON.stringify(prefix)}: no ranked mashup, no training sample and nothing in ${places.out} has an id that begins so. ` +
        `See the ids with: ${commandLine(['watch', '--once'], places)}`,
    );
  throw new PipelineError(
    'bad-config',
    `Rendering ${JSON.stringify(prefix)}: ${found.length} ids begin so; give more of one:\n${found
      .slice(0, 20)
      .map(({ id, mashup }) => `  - ${id} (${mashup.condition})`)
      .join('\n')}`,
  );
}

async function rankedRecipes(log: Log): Promise<FoundRecipe[]> {
  const rankings = await readRankings(log);
  return rankings.flatMap(({ mashups, scorer, runSeed }) =>
    mashups.map((mashup) => ({ id: mashup.mashupId, mashup, scorer, runSeed })),
  );
}

async function sampleRecipes(log: Log): Promise<FoundRecipe[]> {
  const records = await lastValueFrom(log.readTable('training-samples').pipe(toArray()));
  return records.flatMap((record) => {
    const sample = readRecordIfSound('training-samples', record);
    return sample ? [fromSample(sample)] : [];
  });
}

const fromSample = ({ sampleId, label, recipe, runSeed }: Sample): FoundRecipe => ({
  id: sampleId,
  mashup: recipe,
  sample: { sampleId, label },
  runSeed,
});
