// What a network and the rule's judgement of harmony should count for in a score: areas of a catalogue's own parts, of the compositions to choose by, never of those to
// test on. Usage: npx tsx bench/networkWeights.ts <data folder> <model folder>
import { featureStore } from '../src/adapters/features/featureStore.js';
import { dualNetScorer } from '../src/cli/runtime/wiring/dualNetScorer.js';
import { dataFolder } from '../src/cli/runtime/wiring/dataFolder.js';
import { openState } from '../src/cli/runtime/wiring/openState.js';
import { evaluatedClips } from '../src/cli/runtime/evaluating/evaluatedClips.js';
import { madeStems, unwarpedStems } from '../src/cli/runtime/evaluating/madeStems.js';
import { judgePairs, judgeTriples } from '../src/evaluation/judgeQueries.js';
import { pairQueries } from '../src/evaluation/pairQueries.js';
import { questions } from '../src/evaluation/questions.js';
import { retrievalFigures, type JudgedQuery } from '../src/evaluation/retrievalFigures.js';
import { tripleQueries } from '../src/evaluation/tripleQueries.js';

const [folder, model] = process.argv.slice(2);
if (process.argv.length < 4) throw new Error('name a data folder and a model');

const network = [0, 0.5, 1, 2, 4];
const harmony = [0, 0.5, 1];

const state = openState(dataFolder(folder).root, 'look');
const stems = madeStems(featureStore(state.blobs, { stems: Infinity, rows: Infinity }));
const play = unwarpedStems(stems);
const parts = await Promise.all(
  (['train', 'validation'] as const).map((split) => evaluatedClips(state.catalogue, stems, split)),
);
const clips = parts.flatMap((part) => part.clips);
const pairs = questions
  .filter(({ kind, condition, name }) => kind === 'pair' && condition === 'matched' && /harmon/.test(name))
  .map((question) => pairQueries(clips, question as Parameters<typeof pairQueries>[1], play));
const triples = tripleQueries(clips, 'matched', play);

const areaText = (queries: readonly JudgedQuery[]): string =>
  retrievalFigures(queries).rocArea.mean.toFixed(3);
process.stdout.write(`${clips.length} clips\nnetwork harmony  voice→harmony harmony→voice triples\n`);
for (const n of network)
  for (const h of harmony) {
    if (n === 0 && h === 0) continue;
    const weights = { network: n, harmony: h };
    const scorer = dualNetScorer(stems, {
      folder: model,
      weights,
      byEarAlone: true,
    });
    const figures = [];
    for (const queries of pairs) figures.push(areaText(await judgePairs(scorer, queries)));
    figures.push(areaText(await judgeTriples(scorer, triples)));
    process.stdout.write(`${n.toFixed(1).padStart(7)} ${h.toFixed(1).padStart(7)}  ${figures.join('  ')}\n`);
    await scorer.close();
  }
await state.close();
