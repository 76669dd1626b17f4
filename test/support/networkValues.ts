import { InferenceSession, Tensor } from 'onnxruntime-node';
import { networkFile, type NetworkFileOptions } from '../../src/adapters/onnx/network/networkFile.js';
import { randomFrom, type Random } from '../../src/domain/random.js';
import { fromHalves, toHalves } from '../../src/model/half.js';
import { initialWeights } from '../../src/model/initialWeights.js';
import { measureNetwork } from '../../src/model/measureNetwork.js';
import type { Shape } from '../../src/model/measuringLayers.js';
import type { Named, Network } from '../../src/model/network.js';
import type { Weights } from '../../src/model/weights.js';
import type { PlainValue } from './plainLayers.js';

/** Uniform in −1 … 1. */
export function randomValue(shape: Shape, random: Random = randomFrom(String(shape))): PlainValue {
  const count = shape.reduce((all, size) => all * size, 1);
  return { shape, values: Float32Array.from({ length: count }, () => random.range(-1, 1)) };
}

/** Weights as after some training: no bias is 0, no norm does nothing. */
export function randomWeights(
  network: Network,
  inputs: Named<Shape>,
  random = randomFrom('weights'),
): Weights {
  const { weights } = measureNetwork(network, inputs);
  const initial = initialWeights(weights, random);
  for (const { name, initial: { value: about } = {} } of weights.map(
    (plan) => plan as { name: string; initial: { value?: number } },
  )) {
    if (about === undefined) continue;
    const { values } = initial.get(name)!;
    values.forEach((_, i) => (values[i] = about + random.range(-0.3, 0.3)));
  }
  return initial;
}

/** Runs an ONNX file on the processor. */
export async function runFile(file: Uint8Array, inputs: Named<PlainValue>): Promise<Named<PlainValue>> {
  const session = await InferenceSession.create(file, { executionProviders: ['cpu'], logSeverityLevel: 3 });
  try {
    const feeds = session.inputMetadata.map((meta) => {
      const { shape, values } = inputs[meta.name];
      const half = meta.isTensor && meta.type === 'float16';
      const tensor = half
        ? new Tensor('float16', toHalves(values), shape)
        : new Tensor('float32', values, shape);
      return [meta.name, tensor] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    return Object.fromEntries(
      Object.entries(results).map(([name, { data, dims }]) => {
        const values = data instanceof Float32Array ? data : fromHalves(data as Uint16Array);
        return [name, { shape: dims as unknown as Shape, values }];
      }),
    );
  } finally {
    await session.release();
  }
}

/** Runs a network through its ONNX file. */
export const runOnnx = (
  network: Network,
  weights: Weights,
  inputs: Named<PlainValue>,
  options: Partial<NetworkFileOptions> = {},
): Promise<Named<PlainValue>> => {
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  return runFile(networkFile(network, weights, { name: 'test', inputs: shapes, ...options }), inputs);
};

/** The farthest that two values are apart. */
export function farthest(a: PlainValue, b: PlainValue): number {
  if (String(a.shape) !== String(b.shape)) throw new Error(`${String(a.shape)} against ${String(b.shape)}`);
  return a.values.reduce((most, value, i) => Math.max(most, Math.abs(value - b.values[i])), 0);
}
