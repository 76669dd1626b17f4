import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { randomFrom } from '../../../domain/random.js';
import { PipelineError } from '../../../errors.js';
import { melBands, type MixNetOptions } from '../../../model/networks/mixBlocks.js';
import { mixPlans } from '../../../model/networks/mixPlans.js';
import { framesPerBeat, mixBatch, type MixBatch } from '../../../model/training/mixBatch.js';
import { framesOf, type MixClip } from '../../../model/training/mixClip.js';
import { taughtTriples } from '../../../model/training/taughtTriples.js';
import { adamW } from '../adamW.js';
import { trainingState, type TrainingState } from '../trainingState.js';
import type { Tfjs } from '../loadTfjs.js';
import { tensorLayers } from '../tensorLayers.js';
import { tensorWeights, type TensorWeights } from '../tensorWeights.js';
import { mixLogits, type PartsOf } from './mixLogits.js';
import { mixLoss } from './mixLoss.js';

export interface MixTrainingOptions extends Omit<MixTraining, 'width'>, MixNetOptions {
  readonly seed: string;
  /** Steps in all. */
  readonly steps: number;
  /** Songs of a batch at most. */
  readonly songs: number;
  /** Of Adam: 1e-4 in the paper. */
  readonly rate: number;
  /** A network that is taught further keeps the statistics of what it was taught by first. */
  readonly keepsStatistics?: boolean;
}

/** One of the paper's networks while it is trained. */
export interface MixTrainer extends TrainingState {
  readonly weights: TensorWeights;
  /** One step, the `step`-th (from 1), on a batch drawn for it; resolves to its loss. Error `refused-input` where no key has two songs. */
  advance(clips: readonly MixClip[], step: number): number;
}

const [weightDecay, warmUp] = [0.05, 50];
/** Beats of a batch: short stretches must be told as well as long ones. */
const lengths = [8, 16] as const;
/** Pseudo-labels count nothing until this share of the steps, and all from the other on. */
const [pseudoFrom, pseudoTo] = [0.1, 0.6];

export function mixTraining(tf: Tfjs, options: MixTrainingOptions): MixTrainer {
  const { seed, songs, steps, keepsStatistics = false } = options;
  const weights = tensorWeights(tf, mixPlans(options), seed);
  const optimizer = adamW(tf, weights, { weightDecay });
  return {
    weights,
    advance(clips, step) {
      const random = randomFrom(seed, 'batch', String(step));
      const beats = Math.min(random.pick(lengths) ?? lengths[0], shortestBeats(clips));
      const batch = mixBatch(clips, { songs, beats, jitter: true }, random);
      if (!batch) throw lonely();
      const taught = taughtTriples(options, batch.wrong, random);
      const parts = partsOf(tf, batch);
      const pseudoCounts = Math.min(1, Math.max(0, (step / steps - pseudoFrom) / (pseudoTo - pseudoFrom)));
      const { value, grads } = tf.variableGrads(() => {
        const layers = tensorLayers(tf, weights, { seed: step, keepsStatistics });
        const logits = mixLogits(tf, layers, { parts, triples: taught }, options);
        return mixLoss(tf, logits, { ...options, pseudoCounts, songs: batch.songs.length });
      });
      optimizer.apply(grads, step, options.rate * Math.min(1, step / warmUp));
      const [loss] = value.dataSync();
      tf.dispose([value, grads, ...Object.values(parts)]);
      return loss;
    },
    ...trainingState(weights, optimizer),
  };
}

const lonely = (): PipelineError =>
  new PipelineError(
    'refused-input',
    'Training: no two songs can be moved to one key by three semitones at most. Add songs.',
  );

const shortestBeats = (clips: readonly MixClip[]): number =>
  Math.floor(Math.min(...clips.map(framesOf)) / framesPerBeat);

/** Parts as tensors, [parts, frames, 128, channels] each. */
export const partsOf = (
  tf: Tfjs,
  { parts, frames, channels }: Pick<MixBatch, 'parts' | 'frames' | 'channels'>,
): PartsOf<Tensor4D> => {
  const of = (values: Float32Array): Tensor4D =>
    tf.tensor4d(values, [values.length / frames / melBands / channels, frames, melBands, channels]);
  return { vocal: of(parts.vocal), harmonic: of(parts.harmonic), percussion: of(parts.percussion) };
};
