import { networkWorker } from '../../../adapters/onnx/network/networkWorker.js';
import type { NetworkValue } from '../../../adapters/onnx/network/sessionValues.js';
import { readMixShard } from '../../../adapters/training/mixShards.js';
import { mixMel } from '../../../audio/mel/mixMel.js';
import { nominalMixGains } from '../../../audio/mel/nominalMixGains.js';
import { inputChannels } from '../../../domain/learning/mixInputs.js';
import type { MixInput, MixTraining } from '../../../domain/learning/mixTraining.js';
import type { Split } from '../../../domain/learning/split.js';
import { roles, type Role } from '../../../domain/role.js';
import { PipelineError } from '../../../errors.js';
import { melBands } from '../../../model/networks/mixBlocks.js';
import type { Named } from '../../../model/network.js';
import { heardClip } from '../../../model/training/heardClip.js';
import { judgedClips } from '../../../model/training/judgedClips.js';
import { rowSize, type MixClip } from '../../../model/training/mixClip.js';
import { pairParts } from '../../../model/training/pairParts.js';
import type { PairScores } from '../../../ports/trainer.js';

/** Clips that are looked at: all pairs of them. */
const looked = 4;
/** Of a posterior: both compute in float32, in another order. */
const allowed = 1e-3;

export interface MixExportCheck {
  /** Files of clips, as the trainer has read them. */
  readonly shards: readonly string[];
  readonly split: Split;
  /** What the trainer said of that part. */
  readonly scores: PairScores;
  readonly network: MixTraining['network'];
  readonly input: MixInput;
  /** Path of the whole network. */
  readonly whole: string;
}

/** The largest difference between posteriors of the exported network and the trainer's own. Error: `internal` where they differ by more than rounding. */
export async function checkMixExport(check: MixExportCheck): Promise<number> {
  const { shards, split, scores, network, whole, input } = check;
  const all: MixClip[] = [];
  for (const shard of shards) all.push(...(await readMixShard(shard)).filter((clip) => clip.split === split));
  const judged = judgedClips(all, network).map((clip) => heardClip(clip, input));
  const { frames, parts, triples } = pairParts(judged);
  const size = frames * rowSize(input);
  const worker = networkWorker(whole);
  let most = 0;
  try {
    for (const [at, triple] of triples.entries()) {
      if (Math.max(Math.floor(at / judged.length), at % judged.length) >= looked) continue;
      const of = (role: Role): Float32Array =>
        parts[role].subarray(triple[role] * size, (triple[role] + 1) * size);
      const { posteriors } = await worker.run(inputsOf({ network, input, frames }, of));
      const expected = 1 / (1 + Math.exp(-scores.scores[at]));
      most = Math.max(most, Math.abs(posteriors.values[1] - expected));
    }
  } finally {
    await worker.close();
  }
  if (most <= allowed) return most;
  throw new PipelineError(
    'internal',
    `Checking a model: the posteriors of its exported network lie ${most.toFixed(4)} off the trainer's. Nothing was published; report this with the folder of the training.`,
  );
}

function inputsOf(
  { network, input, frames }: Pick<MixExportCheck, 'network' | 'input'> & { readonly frames: number },
  of: (role: Role) => Float32Array,
): Named<NetworkValue> {
  const value = (values: Float32Array): NetworkValue => ({
    shape: [1, frames, melBands, inputChannels(input)],
    values,
  });
  if (network === 'premixnet') return Object.fromEntries(roles.map((role) => [role, value(of(role))]));
  const energies = roles.map((role) => of(role).map((level) => (10 ** level - 1) / 1e4));
  return {
    mix: value(
      mixMel(
        energies,
        roles.map((role) => nominalMixGains[role]),
      ),
    ),
  };
}
