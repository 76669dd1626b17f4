import { describe, expect, it } from 'vitest';
import { networkFile } from '../../../../src/adapters/onnx/network/networkFile.js';
import {
  decodeModel,
  encodeModel,
  type ModelMessage,
} from '../../../../src/adapters/onnx/network/onnxMessages.js';
import { readNetworkFile } from '../../../../src/adapters/onnx/network/readNetworkFile.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { PipelineError } from '../../../../src/errors.js';
import { fromHalves, toHalves } from '../../../../src/model/half.js';
import type { Network } from '../../../../src/model/network.js';
import { dualEncoder } from '../../../../src/model/networks/dualNet.js';
import type { Weights } from '../../../../src/model/weights.js';
import { farthest, randomValue, randomWeights, runFile } from '../../../support/networkValues.js';
import { plainLayers } from '../../../support/plainLayers.js';

const encoder: Network = (layers, { rows }) => ({ encoding: dualEncoder(layers, 'vocal', rows) });
const weights = randomWeights(encoder, { rows: [1, 16, 1, 61] });
const options = {
  name: 'DualNet vocal',
  inputs: { rows: ['parts', 'rows', 1, 61] },
  properties: { version: '3', 'trained on': 'scores — 1,371 of them' },
} as const;
const file = networkFile(encoder, weights, options);

describe('a file of a network', () => {
  it('takes any number of examples and any length', async () => {
    for (const shape of [
      [1, 16, 1, 61],
      [5, 40, 1, 61],
    ] as const) {
      const rows = randomValue(shape);
      const [expected, found] = [
        encoder(plainLayers(weights), { rows }).encoding,
        (await runFile(file, { rows })).encoding,
      ];
      expect(farthest(expected, found)).toBeLessThan(1e-5);
    }
  });

  it('gives its weights, name and properties back', () => {
    const read = readNetworkFile(file, 'a.onnx');
    expect(read.name).toBe('DualNet vocal');
    expect(read.properties).toEqual(options.properties);
    expect([...read.weights.keys()].sort()).toEqual([...weights.keys()].sort());
    for (const [name, weight] of weights) expect(read.weights.get(name)).toEqual(weight);
  });

  it('is the same for the same weights', () => {
    expect(Buffer.compare(networkFile(encoder, weights, options), file)).toBe(0);
  });

  it('keeps kernels in 16 bits where that is asked for, all else as it is', async () => {
    const small = networkFile(encoder, weights, { ...options, precision: 'float16' });
    expect(small.length).toBeLessThan(0.62 * file.length);
    const read = readNetworkFile(small, 'a.onnx').weights;
    const rounded: Weights = new Map(
      [...weights].map(([name, { shape, values }]) => {
        const kept = name.endsWith('/kernel') ? fromHalves(toHalves(values)) : values;
        return [name, { shape, values: kept }];
      }),
    );
    for (const [name, weight] of rounded) expect(read.get(name)).toEqual(weight);
    const rows = randomValue([2, 16, 1, 61]);
    const { encoding } = await runFile(small, { rows });
    expect(farthest(encoder(plainLayers(rounded), { rows }).encoding, encoding)).toBeLessThan(1e-5);
  });

  it('takes and gives values of 16 bits where that is asked for', async () => {
    const double: Network = (layers, { x }) => ({ y: layers.add([x, x]) });
    const half = { inputPrecision: 'float16', outputPrecision: 'float16' } as const;
    const doubling = networkFile(double, new Map(), { name: 'double', inputs: { x: [1, 2, 1, 2] }, ...half });
    const values = Float32Array.of(1, -0.5, 3, 1024);
    const { y } = await runFile(doubling, { x: { shape: [1, 2, 1, 2], values } });
    expect(y.values).toEqual(Float32Array.of(2, -1, 6, 2048));
  });

  it('of a share of a kernel holds that share alone, and says so', () => {
    const shared: Network = (layers, { x }) => ({
      y: layers.convolve(x, 'c', { kernel: [3, 1], filters: 2, share: { first: 4, inputs: 12 } }),
    });
    const all = randomWeights(shared, { x: [1, 8, 1, 4] });
    const read = readNetworkFile(
      networkFile(shared, all, { name: 'share', inputs: { x: [1, 8, 1, 4] } }),
      'a.onnx',
    );
    expect([...read.weights].map(([name, { shape }]) => [name, shape])).toEqual([
      ['c/kernel[4:8]', [3, 1, 4, 2]],
    ]);
    const { values } = all.get('c/kernel')!;
    const rows = [0, 12, 24].flatMap((row) => [...values.slice((row + 4) * 2, (row + 8) * 2)]);
    expect([...read.weights.get('c/kernel[4:8]')!.values]).toEqual(rows);
  });
});

describe('weights that do not fit are refused', () => {
  const [name, bias] = ['vocal/1/bias', weights.get('vocal/1/bias')!];
  it.each<[string, Weights]>([
    ['vocal/1/bias is missing', new Map([...weights].filter(([key]) => key !== name))],
    [
      'vocal/1/bias is 32 where the network has 64',
      new Map(weights).set(name, { shape: [32], values: new Float32Array(32) }),
    ],
    [
      'vocal/1/bias has 32 numbers where its shape has 64',
      new Map(weights).set(name, { shape: [64], values: new Float32Array(32) }),
    ],
    [
      'vocal/1/bias holds numbers that are not finite',
      new Map(weights).set(name, { ...bias, values: bias.values.with(3, NaN) }),
    ],
  ])('%s', (message, wrong) => {
    const write = (): Uint8Array => networkFile(encoder, wrong, options);
    expect(write).toThrow(
      `Writing the network DualNet vocal: the weights do not fit the network: ${message}`,
    );
    expect(write).toThrow(expect.objectContaining({ code: 'refused-input' }));
  });
});

describe('a file that is no such network is refused', () => {
  const message = decodeModel(file) as ModelMessage;
  const [first, ...others] = message.graph.initializer;
  const changed = (change: Partial<ModelMessage>): Uint8Array => encodeModel({ ...message, ...change });
  const withFirst = (change: Partial<typeof first>): Uint8Array =>
    changed({ graph: { ...message.graph, initializer: [{ ...first, ...change }, ...others] } });
  it.each<[string, Uint8Array]>([
    ['it is no ONNX file, or its end is missing (20000 bytes)', file.slice(0, 20_000)],
    ['it is no ONNX file', new TextEncoder().encode('This is a letter and no network.')],
    ['it was not written by mashstream', new Uint8Array()],
    ['it was not written by mashstream', changed({ producerName: 'pytorch' })],
    ['a newer mashstream wrote it. Update this one', changed({ producerVersion: '2' })],
    ['it is damaged. Fetch it anew', changed({ graph: { ...message.graph, node: [] } })],
    ['it is damaged. Fetch it anew', withFirst({ dataType: 11 })],
    [
      'it is damaged: vocal/1/kernel has 12 bytes in place of 46848',
      withFirst({ rawData: new Uint8Array(12) }),
    ],
    [
      'it is damaged: vocal/1/kernel holds numbers that are not finite',
      withFirst({ rawData: new Uint8Array(first.rawData.length).fill(255) }),
    ],
  ])('%s', (why, bytes) => {
    const read = () => readNetworkFile(bytes, 'models/a.onnx');
    expect(read).toThrow(`Reading the network models/a.onnx: ${why}`);
    expect(read).toThrow(expect.objectContaining({ code: 'unreadable' }));
  });

  it('wherever it was cut off', () => {
    const cuts = Array.from({ length: 200 }, (_, n) => Math.floor((n * file.length) / 200));
    for (const cut of cuts)
      expect(() => readNetworkFile(file.slice(0, cut), 'a.onnx')).toThrow(
        expect.objectContaining({ code: 'unreadable' }),
      );
  });

  it('or is read, wherever a byte of it is another', () => {
    const random = randomFrom('damage');
    const ends = new Set<string>();
    for (let trial = 0; trial < 400; trial += 1) {
      const damaged = new Uint8Array(file);
      // Half of the trials in the graph's nodes, which come first, or the names behind the weights.
      const at = trial % 2 === 0 ? random.int(file.length) : random.int(4000);
      damaged[trial % 4 === 3 ? file.length - 1 - at : at] = random.int(256);
      try {
        readNetworkFile(damaged, 'a.onnx');
        ends.add('read');
      } catch (error) {
        ends.add(PipelineError.from(error).code);
      }
    }
    expect([...ends].sort()).toEqual(['read', 'unreadable']);
  });
});
