import type { MixTraining } from '../../../domain/learning/mixTraining.js';
import { splits, type Split } from '../../../domain/learning/split.js';
import { PipelineError } from '../../../errors.js';
import { widths } from '../../../model/networks/mixBlocks.js';
import { exampleBatches } from '../../../model/training/exampleBatches.js';
import { judgedClips } from '../../../model/training/judgedClips.js';
import { heardClip } from '../../../model/training/heardClip.js';
import type { MixClip } from '../../../model/training/mixClip.js';
import { pairParts } from '../../../model/training/pairParts.js';
import type { ExamplePosterior, TrainingJob } from '../../../ports/trainer.js';
import { readMixShard } from '../../training/mixShards.js';
import type { Tfjs } from '../loadTfjs.js';
import type { OpenTraining } from '../openTraining.js';
import { judgeTriples } from './judgeTriples.js';
import { mixTraining } from './mixTraining.js';

/** Adam's, in the paper. */
const defaultRate = 1e-4;

/** One of the paper's networks, and the clips of its job. Errors: `refused-input` of a width that there is none of, and of examples without what it hears, `unreadable` of a damaged file. */
export async function openMix(tf: Tfjs, job: TrainingJob, mix: MixTraining): Promise<OpenTraining> {
  const width = widths.find((each) => each === mix.width);
  if (width === undefined)
    throw new PipelineError(
      'refused-input',
      `Training: there is no network of width ${mix.width}. Choose 1, 1/2, 1/4 or 1/8.`,
    );
  const clips: MixClip[] = [];
  for (const shard of job.shards)
    clips.push(...(await readMixShard(shard)).map((clip) => heardClip(clip, mix.input)));
  const of = (split: Split): readonly MixClip[] => clips.filter((clip) => clip.split === split);
  const taught = of('train');
  const { seed, steps, songs, rate = defaultRate } = job;
  const options = { ...mix, width };
  const training = mixTraining(tf, {
    ...options,
    seed,
    steps,
    songs,
    rate,
    keepsStatistics: job.weights !== undefined,
  });
  const counts = splits.map((split) => [split, new Set(of(split).map(({ song }) => song)).size]);
  return {
    ...training,
    compositions: Object.fromEntries(counts) as OpenTraining['compositions'], // of all splits
    advance: (step) => training.advance(taught, step),
    scores(split) {
      const some = judgedClips(of(split), mix.network);
      const compositions = some.map(({ song }) => song);
      return { compositions, scores: judgeTriples(tf, training.weights, pairParts(some), options) };
    },
    posteriors: (split) =>
      exampleBatches(of(split), seed).flatMap((batch) => {
        const triples = batch.examples.map(({ triple }) => triple);
        const margins = judgeTriples(tf, training.weights, { ...batch, triples }, options);
        return batch.examples.map(({ label, kind, song }, place): ExamplePosterior => {
          const posterior = 1 / (1 + Math.exp(-margins[place]));
          return { label, song, posterior, ...(kind && { kind }) };
        });
      }),
  };
}
