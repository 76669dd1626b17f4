import { describe, expect, it } from 'vitest';
import { networkFile } from '../../../../src/adapters/onnx/network/networkFile.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { roles, type Role } from '../../../../src/domain/role.js';
import type { Shape } from '../../../../src/model/measuringLayers.js';
import type { MixNetOptions } from '../../../../src/model/networks/mixBlocks.js';
import { postMixNetwork } from '../../../../src/model/networks/postMixNet.js';
import {
  candidateNetwork,
  preMixNetwork,
  projectionNetwork,
} from '../../../../src/model/networks/preMixNet.js';
import type { Weights } from '../../../../src/model/weights.js';
import { farthest, randomValue, randomWeights, runFile, runOnnx } from '../../../support/networkValues.js';
import { plainLayers, type PlainValue } from '../../../support/plainLayers.js';

const frames = 64;
/** How many of each role: one voice, harmonies, percussions. */
const counts: Readonly<Record<Role, number>> = { vocal: 1, harmonic: 3, percussion: 2 };

const byRole = <T>(value: (role: Role) => T): Record<Role, T> =>
  Object.fromEntries(roles.map((role) => [role, value(role)])) as Record<Role, T>;

/** Example `n` of a value. */
function example({ shape, values }: PlainValue, n: number): PlainValue {
  const size = values.length / shape[0];
  return { shape: [1, shape[1], shape[2], shape[3]], values: values.slice(n * size, (n + 1) * size) };
}

/** Posteriors of all combinations, the percussion changing first: each by the whole network. */
async function byWhole(
  options: MixNetOptions,
  weights: Weights,
  mels: Record<Role, PlainValue>,
): Promise<number[]> {
  const shape: Shape = [1, frames, 128, 1];
  const inputs = { vocal: shape, harmonic: shape, percussion: shape };
  const file = networkFile(preMixNetwork(options), weights, { name: 'whole', inputs });
  const found: number[] = [];
  for (let h = 0; h < counts.harmonic; h += 1)
    for (let p = 0; p < counts.percussion; p += 1) {
      const triple = { vocal: 0, harmonic: h, percussion: p };
      const { posteriors } = await runFile(
        file,
        byRole((role) => example(mels[role], triple[role])),
      );
      found.push(...posteriors.values);
    }
  return found;
}

/** The same from projections, which are kept in `precision`. */
async function byParts(
  options: MixNetOptions,
  weights: Weights,
  mels: Record<Role, PlainValue>,
  precision: 'float32' | 'float16',
): Promise<number[]> {
  const projections = new Map<string, PlainValue>();
  for (const role of roles) {
    const run = await runOnnx(
      projectionNetwork(role, options),
      weights,
      { mel: mels[role] },
      {
        outputPrecision: precision,
      },
    );
    projections.set(role, run.projection);
  }
  const channels = 256 * options.width;
  const file = networkFile(candidateNetwork(options), weights, {
    name: 'candidates',
    inputs: {
      vocal: [1, 'rows', 1, channels],
      harmonic: ['harmonics', 'rows', 1, channels],
      percussion: ['percussions', 'rows', 1, channels],
    },
    inputPrecision: precision,
  });
  const { posteriors } = await runFile(file, Object.fromEntries(projections));
  return [...posteriors.values];
}

const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, i) => Math.abs(value - b[i])));

describe.each<MixNetOptions>([
  { width: 1 / 8 },
  { width: 1 / 8, pooling: 'each convolution' },
  { width: 1 / 4 },
])('PreMixNet in parts, %o', (options) => {
  const mels = byRole((role) => randomValue([counts[role], frames, 128, 1], randomFrom('mel', role)));
  const weights = randomWeights(
    preMixNetwork(options),
    byRole((): Shape => [1, frames, 128, 1]),
  );

  it('is the whole network, and with projections of 16 bits nearly', async () => {
    const whole = await byWhole(options, weights, mels);
    expect(whole).toHaveLength(2 * counts.harmonic * counts.percussion);
    // They differ, so that a wrong order would be seen.
    expect(new Set(whole.map((value) => value.toFixed(4))).size).toBeGreaterThan(6);
    expect(apart(whole, await byParts(options, weights, mels, 'float32'))).toBeLessThan(1e-4);
    expect(apart(whole, await byParts(options, weights, mels, 'float16'))).toBeLessThan(2e-3);
  });
});

it('PreMixNet and PostMixNet in ONNX are as by the plain formulas', async () => {
  const options = { width: 1 / 8 } as const;
  const [pre, post] = [preMixNetwork(options), postMixNetwork(options)];
  const mel = (of: string): PlainValue => randomValue([1, 8, 128, 1], randomFrom('mel', of));
  const inputs = byRole(mel);
  const weights = randomWeights(
    pre,
    byRole((): Shape => [1, 8, 128, 1]),
  );
  const found = await runOnnx(pre, weights, inputs);
  expect(farthest(pre(plainLayers(weights), inputs).posteriors, found.posteriors)).toBeLessThan(1e-5);
  const mix = mel('mix');
  const others = randomWeights(post, { mix: mix.shape });
  const heard = await runOnnx(post, others, { mix });
  expect(farthest(post(plainLayers(others), { mix }).posteriors, heard.posteriors)).toBeLessThan(1e-5);
});
