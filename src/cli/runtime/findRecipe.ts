import { lastValueFrom, toArray } from 'rxjs';
import type { Mashup, Recipe } from '../../domain/mashup.js';
import type { Sample } from '../../domain/sample.js';
import { PipelineError } from '../../errors.js';
import type { Log } from '../../ports/log.js';
import { readRecordIfSound } from '../../topologies/readRecord.js';
import type { MashupFacts } from '../results/mashupJson.js';
import { readRankings } from './readRankings.js';

/** Something that can be rendered, and what its mashup.json says of it. */
export interface FoundRecipe {
  readonly id: string;
  readonly mashup: Recipe & Partial<Pick<Mashup, 'mashupId' | 'score' | 'axes'>>;
  readonly scorer?: MashupFacts['scorer'];
  readonly sample?: MashupFacts['sample'];
  readonly runSeed: string;
}

/** The ranked mashup or the training sample whose id begins so. Errors: `not-found`; `bad-config` where several do, naming them. */
export async function findRecipe(log: Log, prefix: string): Promise<FoundRecipe> {
  const all = [...(await rankedRecipes(log)), ...(await sampleRecipes(log))];
  const found = all.filter(({ id }) => id.startsWith(prefix.toLowerCase()));
  const exact = found.find(({ id }) => id === prefix);
  if (exact) return exact;
  if (found.length === 1) return found[0];
  if (found.length === 0)
    throw new PipelineError(
      'not-found',
      `Rendering ${JSON.stringify(prefix)}: no ranked mashup and no training sample has an id that begins so. ` +
        'See the ids with: mashstream watch --once',
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
