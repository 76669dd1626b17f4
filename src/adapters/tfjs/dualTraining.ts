import type { Scalar, Tensor4D } from '@tensorflow/tfjs-core';
import { semitones } from '../../audio/semitones/semitoneGrid.js';
import { randomFrom } from '../../domain/random.js';
import { measureNetwork } from '../../model/measureNetwork.js';
import {
  dualEncoder,
  dualNet,
  encodedRoles,
  rowsPerEncoding,
  type EncodedRole,
} from '../../model/networks/dualNet.js';
import { dualBatch, type DualBatch } from '../../model/training/dualBatch.js';
import { placeRows, shiftToC } from '../../model/dual/placedRows.js';
import type { Compositions, TrainingWindow } from '../../model/training/trainingSet.js';
import { adamW } from './adamW.js';
import { trainingState, type TrainingState } from './trainingState.js';
import { dualLoss, pairScores } from './dualLoss.js';
import type { WeightPlan } from '../../model/weights.js';
import type { Tfjs } from './loadTfjs.js';
import { tensorLayers } from './tensorLayers.js';
import { tensorWeights, type TensorWeights } from './tensorWeights.js';

export interface DualTrainingOptions {
  readonly seed: string;
  /** Steps in all. */
  readonly steps: number;
  /** Songs of a batch. */
  readonly songs: number;
  /** Learning rate at its highest. */
  readonly rate?: number;
  /** A network that is taught further keeps the statistics of what it was taught by first. */
  readonly keepsStatistics?: boolean;
}

/** DualNet while it is trained. */
export interface DualTraining extends TrainingState {
  /** One step, the `step`-th (from 1), on a batch drawn for it; resolves to its loss. */
  advance(compositions: Compositions, step: number): number;
  /** Scores of all voices with all harmonies, [windows, windows], over the rows that all of them have. */
  scores(windows: readonly TrainingWindow[]): Float32Array;
}

const [usualRate, weightDecay, warmUp] = [1e-3, 0.05, 50];
const sharpness = 'sharpness';

export function dualTraining(tf: Tfjs, options: DualTrainingOptions): DualTraining {
  const { rate = usualRate, keepsStatistics = false } = options;
  const weights = tensorWeights(tf, plans(), options.seed);
  const optimizer = adamW(tf, weights, { weightDecay });
  /** Rises, then falls to nothing along a cosine. */
  const rateAt = (step: number): number =>
    rate * Math.min(1, step / warmUp) * (0.5 + 0.5 * Math.cos((Math.PI * step) / options.steps));
  return {
    advance(compositions, step) {
      const random = randomFrom(options.seed, 'batch', String(step));
      const batch = dualBatch(compositions, options.songs, random);
      const parts = tensorsOf(tf, batch);
      const { value, grads } = tf.variableGrads(() => lossOf(tf, { weights, parts, step, keepsStatistics }));
      optimizer.apply(grads, step, rateAt(step));
      const [loss] = value.dataSync();
      tf.dispose([value, grads, parts]);
      return loss;
    },
    scores: (windows) => tf.tidy(() => scoresOf(tf, weights, windows)),
    ...trainingState(weights, optimizer),
  };
}

/** Both encoders, and the logarithm of what scores are multiplied by. */
const plans = (): readonly WeightPlan[] => [
  ...encodedRoles.flatMap(
    (role) => measureNetwork(dualNet(role), { rows: [1, rowsPerEncoding, 1, semitones] }).weights,
  ),
  { name: sharpness, shape: [], initial: { value: 2.5 }, trained: true, decays: false },
];

const partsOf = ({ vocal, harmonic, wrong }: DualBatch): readonly Float32Array[] => [
  vocal,
  harmonic,
  ...wrong,
];
const tensorsOf = (tf: Tfjs, batch: DualBatch): Tensor4D[] =>
  partsOf(batch).map((part) => tf.tensor4d(part, [batch.songs, batch.rows, 1, semitones]));

interface Pass {
  readonly weights: TensorWeights;
  readonly parts: readonly Tensor4D[];
  readonly step: number;
  readonly keepsStatistics: boolean;
}

function lossOf(tf: Tfjs, { weights, parts: [voice, ...others], step, keepsStatistics }: Pass): Scalar {
  const layers = tensorLayers(tf, weights, { seed: step, keepsStatistics });
  const vocal = dualEncoder(layers, 'vocal', voice);
  const [harmonic, ...wrong] = tf.split<Tensor4D>(
    dualEncoder(layers, 'harmonic', tf.concat([...others])),
    others.length,
  );
  return dualLoss(tf, { vocal, harmonic, wrong }, weights.of(sharpness) as Scalar);
}

function scoresOf(tf: Tfjs, weights: TensorWeights, windows: readonly TrainingWindow[]): Float32Array {
  const rows = Math.min(...windows.map(({ vocal }) => vocal.length / semitones));
  const layers = tensorLayers(tf, weights);
  const encoded = (role: EncodedRole): Tensor4D => {
    const all = new Float32Array(windows.length * rows * semitones);
    let at = 0;
    for (const window of windows) {
      const placement = { ...{ firstRow: 0, rows, gain: 1 }, shift: shiftToC(window.relativeMajor) };
      at = placeRows(all, at, window[role], placement);
    }
    return dualEncoder(layers, role, tf.tensor4d(all, [windows.length, rows, 1, semitones]));
  };
  return Float32Array.from(pairScores(tf, encoded('vocal'), encoded('harmonic')).dataSync());
}
