import { describe, expect, it } from 'vitest';
import type { Precision } from '../../../../src/adapters/onnx/network/networkFile.js';
import { preMixFiles, type PreMixFiles } from '../../../../src/adapters/onnx/network/preMixFiles.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { roles, type Role } from '../../../../src/domain/role.js';
import type { Shape } from '../../../../src/model/measuringLayers.js';
import type { MixNetOptions } from '../../../../src/model/networks/mixBlocks.js';
import { postMixNetwork } from '../../../../src/model/networks/postMixNet.js';
import { preMixNetwork } from '../../../../src/model/networks/preMixNet.js';
import { farthest, randomValue, randomWeights, runFile, runOnnx } from '../../../support/networkValues.js';
import { plainLayers, type PlainValue } from '../../../support/plainLayers.js';

const frames = 64;
/** How many of each role: one voice, harmonies, percussions. */
const counts: Readonly<Record<Role, number>> = { vocal: 1, harmonic: 5, percussion: 4 };

const byRole = <T>(value: (role: Role) => T): Record<Role, T> =>
  Object.fromEntries(roles.map((role) => [role, value(role)])) as Record<Role, T>;

/** Example `n` of a value. */
function example({ shape, values }: PlainValue, n: number): PlainValue {
  const size = values.length / shape[0];
  return { shape: [1, shape[1], shape[2], shape[3]], values: values.slice(n * size, (n + 1) * size) };
}

/** Posteriors of all combinations, the percussion changing first: each by the whole network. */
async function byWhole(files: PreMixFiles, mels: Record<Role, PlainValue>): Promise<number[]> {
  const file = files.whole();
  const found: number[] = [];
  for (let h = 0; h < counts.harmonic; h += 1)
    for (let p = 0; p < counts.percussion; p += 1) {
      const triple = { vocal: 0, harmonic: h, percussion: p };
      const inputs = byRole((role) => example(mels[role], triple[role]));
      found.push(...(await runFile(file, inputs)).posteriors.values);
    }
  return found;
}

/** The same from projections. */
async function byParts(files: PreMixFiles, mels: Record<Role, PlainValue>): Promise<number[]> {
  const projections = new Map<string, PlainValue>();
  for (const role of roles) {
    const { projection } = await runFile(files.projection(role), { mel: mels[role] });
    projections.set(role, projection);
  }
  const { posteriors } = await runFile(files.candidates(), Object.fromEntries(projections));
  return [...posteriors.values];
}

/** Kendall's τ: the share of pairs that both put in the same order, less the others. */
function kendall(a: readonly number[], b: readonly number[]): number {
  const pairs = a.flatMap((_, i) => a.slice(0, i).map((__, j) => Math.sign((a[i] - a[j]) * (b[i] - b[j]))));
  return pairs.reduce((sum, sign) => sum + sign, 0) / pairs.length;
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
  const files = (kept: Precision) => preMixFiles(weights, { ...options, name: 'PreMixNet', kept });

  it('is the whole network, and with projections of 16 bits nearly, in the same order', async () => {
    const whole = await byWhole(files('float32'), mels);
    const combinations = counts.harmonic * counts.percussion;
    expect(whole).toHaveLength(2 * combinations);
    // They differ, so that a wrong order would be seen.
    expect(new Set(whole.map((value) => value.toFixed(4))).size).toBeGreaterThan(combinations / 2);
    expect(apart(whole, await byParts(files('float32'), mels))).toBeLessThan(1e-4);
    const rounded = await byParts(files('float16'), mels);
    expect(apart(whole, rounded)).toBeLessThan(2e-3);
    const good = (all: readonly number[]): readonly number[] => all.filter((_, i) => i % 2 === 1);
    expect(kendall(good(whole), good(rounded))).toBeGreaterThanOrEqual(0.99);
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
