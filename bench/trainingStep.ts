// What a training step of PreMixNet costs: GFLOP/s, a combination batch against the same triples apart, and memory over many steps.
// Usage: npx tsx bench/trainingStep.ts [speed] [combinations] [memory]
import { spawnSync } from 'node:child_process';
import type { Scalar, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { loadTfjs, type Tfjs } from '../src/adapters/tfjs/loadTfjs.js';
import { memorySettings } from '../src/adapters/tfjs/memorySettings.js';
import { mixLogits, type PartsOf } from '../src/adapters/tfjs/mix/mixLogits.js';
import { mixTraining } from '../src/adapters/tfjs/mix/mixTraining.js';
import { tensorLayers } from '../src/adapters/tfjs/tensorLayers.js';
import { tensorWeights, type TensorWeights } from '../src/adapters/tfjs/tensorWeights.js';
import { roles, type Role } from '../src/domain/role.js';
import { measureNetwork } from '../src/model/measureNetwork.js';
import { melBands, type MixNetOptions } from '../src/model/networks/mixBlocks.js';
import { mixPlans } from '../src/model/networks/mixPlans.js';
import { preMixNet, preMixNetwork } from '../src/model/networks/preMixNet.js';
import type { MixTriple } from '../src/model/training/mixTriples.js';
import { mixClips } from '../test/support/mixClips.js';
import { spent, type Spent } from './spent.js';

const frames = 128;
const network = 'premixnet' as const;
type Heard = (parts: PartsOf<Tensor4D>) => Tensor2D;

const noise = (tf: Tfjs, parts: number): PartsOf<Tensor4D> => {
  const of = (): Tensor4D => tf.randomUniform([parts, frames, melBands, 1]);
  return { vocal: of(), harmonic: of(), percussion: of() };
};

/** One pass forwards and back; the gradients are waited for. */
function pass(tf: Tfjs, parts: PartsOf<Tensor4D>, heard: Heard): void {
  const { value, grads } = tf.variableGrads(() => tf.sum<Scalar>(heard(parts).square()));
  for (const gradient of Object.values(grads)) gradient.dataSync();
  tf.dispose([value, grads]);
}

/** The least of some rounds, all pieces in turns, so that other work on the machine falls on all alike. */
async function leastOf(rounds: number, pieces: readonly (() => void)[]): Promise<readonly Spent[]> {
  const least = pieces.map(() => ({ wall: Infinity, cpu: Infinity }));
  for (let round = 0; round < rounds; round += 1)
    for (const [place, piece] of pieces.entries()) {
      const { wall, cpu } = await spent(() => Promise.resolve(piece()));
      least[place] = { wall: Math.min(wall, least[place].wall), cpu: Math.min(cpu, least[place].cpu) };
    }
  return least;
}

const training = (tf: Tfjs, weights: TensorWeights) => tensorLayers(tf, weights, { seed: 1 });
const apart =
  (tf: Tfjs, weights: TensorWeights, options: MixNetOptions): Heard =>
  (parts) =>
    preMixNet(training(tf, weights), parts, options).reshape([parts.vocal.shape[0], 2]);

async function speed(tf: Tfjs): Promise<void> {
  for (const [width, triples] of [
    [1, 4],
    [1 / 4, 16],
    [1 / 8, 32],
  ] as const) {
    const weights = tensorWeights(tf, mixPlans({ network, width }), '1');
    const parts = noise(tf, triples);
    const shape = [triples, frames, melBands, 1] as const;
    const { multiplyAdds } = measureNetwork(preMixNetwork({ width }), {
      ...{ vocal: shape, harmonic: shape, percussion: shape },
    });
    // A multiply-add is two operations; backwards there are two convolutions for each one forwards.
    const gigaflops = (multiplyAdds * 2 * 3) / 1e9;
    const [step] = await leastOf(5, [() => pass(tf, parts, apart(tf, weights, { width }))]);
    const rate = (ms: number): string => ((gigaflops / ms) * 1000).toFixed(1);
    console.log(
      `width ${width}, ${triples} triples of ${frames} frames, ${gigaflops.toFixed(0)} GFLOP: ${rate(step.wall)} GFLOP/s by the clock, ${rate(step.cpu)} a core by processor time`,
    );
    weights.dispose();
    tf.dispose(Object.values(parts));
  }
}

/** 8 songs, 128 of their triples; apart, 16 triples a pass, as memory allows. */
async function combinations(tf: Tfjs): Promise<void> {
  const [songs, count, together] = [8, 128, 16];
  const width = 1 / 4;
  const weights = tensorWeights(tf, mixPlans({ network, width }), '1');
  const parts = noise(tf, songs);
  const triples = Array.from({ length: count }, (_, at): MixTriple => {
    return { vocal: at % songs, harmonic: Math.floor(at / songs) % songs, percussion: (at * 5) % songs };
  });
  const combined = (): void =>
    pass(tf, parts, (given) =>
      mixLogits(tf, training(tf, weights), { parts: given, triples }, { network, width }),
    );
  const each = (): void => {
    for (let first = 0; first < count; first += together) {
      const some = triples.slice(first, first + together);
      const chosen = roles.map((role) => [
        role,
        tf.gather(
          parts[role],
          some.map((triple) => triple[role]),
        ),
      ]);
      const own = Object.fromEntries(chosen) as Record<Role, Tensor4D>;
      pass(tf, own, apart(tf, weights, { width }));
      tf.dispose(Object.values(own));
    }
  };
  const [a, b] = await leastOf(2, [combined, each]);
  console.log(
    `${songs} songs, ${count} triples, width ${width}: together ${a.wall.toFixed(0)} ms, apart ${b.wall.toFixed(0)} ms: ${(b.wall / a.wall).toFixed(1)} × by the clock, ${(b.cpu / a.cpu).toFixed(1)} × by processor time`,
  );
  weights.dispose();
  tf.dispose(Object.values(parts));
}

/** Tensors, their bytes and the process's memory over 1,000 steps of training. */
function memory(tf: Tfjs): void {
  const steps = 1000;
  const options = { ...{ network, width: 1 / 8 }, labels: 'lsro', loss: 'both', rate: 1e-4 } as const;
  const trainer = mixTraining(tf, { ...options, seed: '1', steps, songs: 4 });
  const clips = mixClips({ songs: 12, frames: 16 });
  for (let step = 1; step <= steps; step += 1) {
    trainer.advance(clips, step);
    if (![10, 100, 500, 1000].includes(step)) continue;
    const { numTensors, numBytes } = tf.memory();
    const resident = (process.memoryUsage().rss / 1e6).toFixed(0);
    console.log(`after ${step} steps: ${numTensors} tensors of ${numBytes} bytes, ${resident} MB resident`);
  }
  trainer.dispose();
}

const benches = { speed, combinations, memory };
if (process.env['GLIBC_TUNABLES'] === undefined) {
  // Where memory comes from is settled when a process starts.
  const args = [...process.execArgv, ...process.argv.slice(1)];
  const env = { ...process.env, ...memorySettings };
  process.exitCode = spawnSync(process.execPath, args, { env, stdio: 'inherit' }).status ?? 1;
} else {
  const { tf } = await loadTfjs();
  const named = process.argv.slice(2);
  for (const [name, run] of Object.entries(benches))
    if (named.length === 0 || named.includes(name)) await run(tf);
}
