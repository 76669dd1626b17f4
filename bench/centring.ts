import { pathToFileURL } from 'node:url';
import { featureStore } from '../src/adapters/features/featureStore.js';
import { evaluatedClips } from '../src/cli/runtime/evaluating/evaluatedClips.js';
import { openState } from '../src/cli/runtime/wiring/openState.js';
import { randomFrom } from '../src/domain/random.js';
import type { EvaluatedClip } from '../src/evaluation/evaluatedClip.js';
import { pairQueries, type PairTask } from '../src/evaluation/pairQueries.js';
import { rocArea } from '../src/evaluation/rocArea.js';
import type { PreparedStem } from '../src/mashability/features/prepareStem.js';
import { harmonicFit } from '../src/mashability/fit/fitPairs.js';
import { fitStem } from '../src/mashability/fit/fitStem.js';
import { usualOf, type Usual } from '../src/mashability/fit/usual.js';
import type { ScoredPair } from '../src/ports/scorer.js';
import { panelOf } from '../scripts/fitPanel/panelOf.js';
import type { BenchRow } from './benchRow.js';

const halves = 6;

interface Whole extends EvaluatedClip {
  readonly vocal: PreparedStem;
  readonly harmonic: PreparedStem;
  readonly percussion: PreparedStem;
}

/** Clips with all roles, and their stems. */
async function wholeClips(data: string): Promise<readonly Whole[]> {
  const state = openState(data, 'look');
  try {
    const stems = featureStore(state.blobs);
    const { clips } = await evaluatedClips(state.catalogue, stems);
    const whole = clips.filter(
      ({ clip: { supplies } }) => supplies.vocal && supplies.harmonic && supplies.percussion,
    );
    return await Promise.all(
      whole.map(async (each) => ({
        ...each,
        vocal: await stems.stem(each.clip, 'vocal'),
        harmonic: await stems.stem(each.clip, 'harmonic'),
        percussion: await stems.stem(each.clip, 'percussion'),
      })),
    );
  } finally {
    await state.close();
  }
}

/** The compositions in a random order, by the number of the trial. */
function shuffled(clips: readonly Whole[], trial: number): readonly string[] {
  const random = randomFrom('centring', String(trial));
  const names = [...new Set(clips.map(({ composition }) => composition))].sort();
  const places = new Map(names.map((name) => [name, random.next()]));
  return names.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** Mean area under ROC of a task's queries among `clips`; all of them are warped. */
function area(
  clips: readonly Whole[],
  task: PairTask,
  score: (voice: Whole, part: Whole, shift: number) => number,
): number {
  const known = new Map(clips.map((each) => [each.clip.clipId, each]));
  const of = ({ seed, clip, shift }: ScoredPair): number => {
    const [voice, part] = [known.get(seed.clipId), known.get(clip.clipId)];
    return voice && part ? score(voice, part, shift) : NaN;
  };
  const areas = pairQueries(clips, task, ({ clip }) => clip).map(({ right, wrong }) =>
    rocArea(of(right), wrong.map(of)),
  );
  return areas.reduce((sum, each) => sum + each, 0) / areas.length;
}

const tasks: Readonly<Record<string, PairTask>> = {
  'a voice among matched harmonies': { role: 'harmonic', seeker: 'voice', condition: 'matched' },
  'a harmony among matched voices': { role: 'harmonic', seeker: 'part', condition: 'matched' },
};

/**
 * What centring brings on compositions that the panel does not know: it is made of a random half of them, and the other half is asked, questions and
 * wrong answers alike. Harmony by ear alone, uncentred and centred: npx tsx bench/centring.ts evaluation
 */
export async function centringBench(data: string): Promise<readonly BenchRow[]> {
  const all = await wholeClips(data);
  const plain = (voice: Whole, part: Whole, shift: number): number =>
    harmonicFit({ stem: voice.vocal, shift: 0, from: 0 }, { stem: part.harmonic, shift, from: 0 });
  const rows = Object.keys(tasks).flatMap((name) => [
    `${name}, uncentred`,
    `${name}, centred`,
    `${name}, least gain`,
  ]);
  const found = new Map<string, number[]>(rows.map((name) => [name, []]));
  for (let trial = 0; trial < halves; trial += 1) {
    const order = shuffled(all, trial);
    const inPanel = new Set(order.slice(0, order.length / 2));
    const panel = panelOf(
      all
        .filter(({ composition }) => inPanel.has(composition))
        .map((each) => ({ ...each, key: each.clip.key })),
    );
    const usual = (stem: PreparedStem): Usual => usualOf(fitStem(stem).steady, fitStem(stem).pattern, panel);
    const asked = all.filter(({ composition }) => !inPanel.has(composition));
    const [voices, harmonies] = [
      new Map(asked.map((each) => [each, usual(each.vocal).withHarmonies])),
      new Map(asked.map((each) => [each, usual(each.harmonic).withVoices])),
    ];
    for (const [name, task] of Object.entries(tasks)) {
      const before = area(asked, task, plain);
      const after = area(
        asked,
        task,
        (voice, part, shift) =>
          plain(voice, part, shift) - (voices.get(voice) ?? 0) - (harmonies.get(part) ?? 0),
      );
      found.get(`${name}, uncentred`)?.push(before);
      found.get(`${name}, centred`)?.push(after);
      found.get(`${name}, least gain`)?.push(after - before);
    }
  }
  return [...found].map(([name, values]) => ({
    name,
    value: name.endsWith('gain')
      ? Math.min(...values)
      : values.reduce((sum, x) => sum + x, 0) / values.length,
    unit: '',
  }));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await centringBench(process.argv[2] ?? 'evaluation'));
