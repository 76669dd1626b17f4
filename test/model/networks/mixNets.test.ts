import { describe, expect, it } from 'vitest';
import { roles } from '../../../src/domain/role.js';
import { measureNetwork } from '../../../src/model/measureNetwork.js';
import type { Shape } from '../../../src/model/measuringLayers.js';
import { widths, type MixNetOptions } from '../../../src/model/networks/mixBlocks.js';
import { postMixNetwork } from '../../../src/model/networks/postMixNet.js';
import { candidateNetwork, preMixNetwork, projectionNetwork } from '../../../src/model/networks/preMixNet.js';

const mels = (frames: number, count = 1) => {
  const shape: Shape = [count, frames, 128, 1];
  return { vocal: shape, harmonic: shape, percussion: shape };
};
const whole = (options: MixNetOptions, frames: number) =>
  measureNetwork(preMixNetwork(options), mels(frames));

/** Of the blocks in method's table, counted by hand. */
function handCount(width: number, sources: number): number {
  const [a, b, c, d] = [64, 128, 256, 128].map((count) => count * width);
  const norm = (count: number): number => 2 * count;
  const conv = (positions: number, inputs: number, count: number): number =>
    positions * inputs * count + count;
  const source = conv(9, 1, a) + conv(9, a, a) + 2 * norm(a) + conv(9, a, b) + conv(9, b, b) + 2 * norm(b);
  const joined = conv(3 * 128, sources * b, c) + conv(3, c, c) + 2 * norm(c);
  return sources * source + joined + conv(1, c, d) + conv(1, d, 2);
}

describe('PreMixNet', () => {
  it('is as large as was measured elsewhere', () => {
    const { parameters, multiplyAdds, weights } = whole({ width: 1 }, 1280);
    expect(parameters).toBe(38_759_362);
    expect(multiplyAdds / 1e9).toBeCloseTo(84.9, 1);
    const joined = weights.find(({ name }) => name === 'joined/1/kernel');
    expect(joined?.shape).toEqual([3, 128, 384, 256]);
    expect(joined?.shape.reduce((all, size) => all * size, 1)).toBe(37_748_736);
  });

  it.each(widths)('has at width %d the parameters that its blocks add up to', (width) => {
    expect(whole({ width }, 64).parameters).toBe(handCount(width, 3));
  });

  it('gives two classes, whatever the pooling, and learns the same', () => {
    const [block, convolution] = (['each block', 'each convolution'] as const).map((pooling) =>
      whole({ width: 1 / 8, pooling }, 64),
    );
    expect(block.outputs).toEqual({ posteriors: [1, 1, 1, 2] });
    expect(convolution.outputs).toEqual(block.outputs);
    expect(convolution.weights).toEqual(block.weights);
    // Half as many rows reach the second convolution over time.
    expect(block.multiplyAdds - convolution.multiplyAdds).toBe((16 / 2) * 3 * 32 * 32);
  });
});

describe('PreMixNet in parts', () => {
  it('has the weights of the whole, and no others', () => {
    const options = { width: 1 / 2 } as const;
    const all = new Map(whole(options, 64).weights.map((plan) => [plan.name, plan]));
    const parts = [
      ...roles.map((role) => measureNetwork(projectionNetwork(role, options), { mel: [1, 64, 128, 1] })),
      measureNetwork(candidateNetwork(options), {
        vocal: [1, 16, 1, 128],
        harmonic: [2, 16, 1, 128],
        percussion: [3, 16, 1, 128],
      }),
    ];
    const plans = parts.flatMap(({ weights }) => weights);
    expect(new Set(plans.map(({ name }) => name))).toEqual(new Set(all.keys()));
    for (const plan of plans) expect({ ...plan, used: undefined }).toEqual(all.get(plan.name));
    expect(parts.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(whole(options, 64).parameters);
  });

  it('costs a candidate a thousandth and less of the whole, at 16 bars of 64 frames', () => {
    const options = { width: 1 } as const;
    const stem = measureNetwork(projectionNetwork('vocal', options), { mel: [1, 1024, 128, 1] });
    expect(stem.outputs).toEqual({ projection: [1, 256, 1, 256] });
    const projection: Shape = [1, 256, 1, 256];
    const candidate = measureNetwork(candidateNetwork(options), {
      ...{ vocal: projection, harmonic: projection, percussion: projection },
    });
    const { multiplyAdds } = whole(options, 1024);
    expect(multiplyAdds).toBe(3 * stem.multiplyAdds + candidate.multiplyAdds);
    expect(multiplyAdds / 1e9).toBeCloseTo(67.9, 1);
    expect(stem.multiplyAdds / 1e9).toBeCloseTo(22.6, 1);
    expect(candidate.multiplyAdds / 1e6).toBeCloseTo(50.4, 1);
    expect(multiplyAdds / candidate.multiplyAdds).toBeGreaterThan(1300);
  });

  it('judges all combinations', () => {
    const { outputs } = measureNetwork(candidateNetwork({ width: 1 / 8 }), {
      ...{ vocal: [1, 16, 1, 32], harmonic: [14, 16, 1, 32], percussion: [3, 16, 1, 32] },
    });
    expect(outputs).toEqual({ posteriors: [42, 1, 1, 2] });
  });
});

describe('PostMixNet', () => {
  it.each(widths)('has at width %d the parameters that its blocks add up to', (width) => {
    const { parameters, outputs } = measureNetwork(postMixNetwork({ width }), { mix: [2, 64, 128, 1] });
    expect(parameters).toBe(handCount(width, 1));
    expect(outputs).toEqual({ posteriors: [2, 1, 1, 2] });
  });
});
