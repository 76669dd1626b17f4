// Does a DualNet hear harmony, or that two parts are of one recording? A voice's own harmony must stand above itself in the eleven other keys, and, run 2.5 s apart from
// the voice, hardly above matched harmonies of others; intervals over songs. Usage: npx tsx bench/ownHarmony.ts <data folder> <model folder> [split]
import { featureStore } from '../src/adapters/features/featureStore.js';
import { encodingStore } from '../src/adapters/networks/encodingStore.js';
import { readModel } from '../src/adapters/networks/modelFolder.js';
import { onnxDualEncoder } from '../src/adapters/onnx/dual/onnxDualEncoder.js';
import { fitScorer } from '../src/adapters/rules/fitScorer.js';
import { semitones } from '../src/audio/semitones/semitoneGrid.js';
import { evaluatedClips } from '../src/cli/runtime/evaluating/evaluatedClips.js';
import { madeStems, unwarpedStems } from '../src/cli/runtime/evaluating/madeStems.js';
import { dataFolder } from '../src/cli/runtime/wiring/dataFolder.js';
import { openState } from '../src/cli/runtime/wiring/openState.js';
import { splits } from '../src/domain/learning/split.js';
import { relativeMajor } from '../src/domain/music/key.js';
import { bootstrapMean, grouped } from '../src/evaluation/bootstrap.js';
import { pairQueries } from '../src/evaluation/pairQueries.js';
import { rocArea } from '../src/evaluation/rocArea.js';
import { dualFit } from '../src/model/dual/dualFit.js';
import { shiftToC } from '../src/model/dual/placedRows.js';
import { encodingSize, rowsPerEncoding } from '../src/model/networks/dualNet.js';

const [folder, modelFolder, split] = process.argv.slice(2);
if (process.argv.length < 4) throw new Error('name a data folder and a model');

/** The other keys, by the shortest way. */
const otherKeys = [-5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6];
const apart = 2.5;

const state = openState(dataFolder(folder).root, 'look');
const stems = madeStems(featureStore(state.blobs, { stems: Infinity, rows: Infinity }));
const { clips } = await evaluatedClips(
  state.catalogue,
  stems,
  splits.find((name) => name === split),
);
const { files } = readModel(modelFolder);
const encoder = onnxDualEncoder({ vocal: files['vocal.onnx'] ?? '', harmonic: files['harmonic.onnx'] ?? '' });
const encodings = encodingStore(encoder);
const fit = fitScorer(stems, { byEarAlone: true });

/** As if the rest came first. */
const turn = (rows: Uint8Array, by: number): Uint8Array =>
  Uint8Array.from([...rows.subarray(by), ...rows.subarray(0, by)]);

interface Heard {
  readonly composition: string;
  readonly keys: number;
  readonly keysByFit: number;
  readonly others: number;
  readonly apart: number;
}

const task = { role: 'harmonic', seeker: 'voice', condition: 'matched' } as const;
const heard: Heard[] = [];
for (const { right, wrong: others, composition } of pairQueries(clips, task, unwarpedStems(stems))) {
  const { clip } = right;
  const toC = shiftToC(relativeMajor(clip.key));
  const [voice, harmony] = [await stems.rows(clip, 'vocal'), await stems.rows(clip, 'harmonic')];
  const encodedVoice = await encodings.of('vocal', voice.rows, toC);
  const scoreOf = async (rows: Uint8Array, shift: number): Promise<number> =>
    dualFit(encodedVoice, await encodings.of('harmonic', rows, toC + shift), encodingSize);
  const own = await scoreOf(harmony.rows, 0);
  const wrong = await Promise.all(otherKeys.map((shift) => scoreOf(harmony.rows, shift)));
  const pairs = [0, ...otherKeys].map((shift) => ({ seed: clip, clip, role: 'harmonic' as const, shift }));
  const [ownFit, ...wrongFits] = await fit.preScore(pairs);
  const beats = Math.round((apart * clip.grid.bpm) / 60);
  const turned = await scoreOf(turn(harmony.rows, beats * rowsPerEncoding * semitones), 0);
  const otherScores: number[] = [];
  for (const other of others)
    otherScores.push(await scoreOf((await stems.rows(other.clip, 'harmonic', clip)).rows, other.shift));
  heard.push({
    composition,
    keys: rocArea(own, wrong),
    keysByFit: rocArea(ownFit, wrongFits),
    others: rocArea(own, otherScores),
    apart: rocArea(turned, otherScores),
  });
}

const figure = (name: string, of: (one: Heard) => number): void => {
  const { mean, low, high, count } = bootstrapMean(grouped(heard, ({ composition }) => composition, of));
  process.stdout.write(
    `${name}: ${mean.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], ${count} clips\n`,
  );
};
figure('own key above the others, network', ({ keys }) => keys);
figure('own key above the others, fit', ({ keysByFit }) => keysByFit);
figure('own above matched others, network', ({ others }) => others);
figure('own 2.5 s apart above matched others, network', (one) => one.apart);
await encoder.close();
await state.close();
