import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { checkedAgainst } from '../../../../src/adapters/onnx/network/checkedAgainst.js';
import { networkFile } from '../../../../src/adapters/onnx/network/networkFile.js';
import { networkSession } from '../../../../src/adapters/onnx/network/networkSession.js';
import {
  networkWorker,
  type NetworkWorkerOptions,
} from '../../../../src/adapters/onnx/network/networkWorker.js';
import { floatsOf, type NetworkValue } from '../../../../src/adapters/onnx/network/sessionValues.js';
import { randomFrom } from '../../../../src/domain/random.js';
import { toHalves } from '../../../../src/model/half.js';
import type { Network } from '../../../../src/model/network.js';
import { dualEncoder } from '../../../../src/model/networks/dualNet.js';
import { candidateNetwork } from '../../../../src/model/networks/preMixNet.js';
import { farthest, randomValue, randomWeights } from '../../../support/networkValues.js';
import { plainLayers, type PlainValue } from '../../../support/plainLayers.js';
import { temporaryDirectory } from '../../../support/temporaryDirectory.js';

const encoder: Network = (layers, { rows }) => ({ encoding: dualEncoder(layers, 'vocal', rows) });
const weights = randomWeights(encoder, { rows: [1, 16, 1, 61] });
const bytes = networkFile(encoder, weights, { name: 'encoder', inputs: { rows: ['parts', 'rows', 1, 61] } });
const rows = randomValue([3, 24, 1, 61]);
const { encoding } = encoder(plainLayers(weights), { rows });

const folder = temporaryDirectory();
async function fileOf(content: Uint8Array): Promise<string> {
  const path = join(folder(), 'network.onnx');
  await writeFile(path, content);
  return path;
}
const open: { close(): Promise<void> }[] = [];
const closing = <T extends { close(): Promise<void> }>(made: T): T => {
  open.push(made);
  return made;
};
afterAll(() => Promise.all(open.map((each) => each.close())));

const plainOf = ({ shape, ...value }: NetworkValue): PlainValue => {
  const [examples, time, pitch, channels] = shape;
  return { shape: [examples, time, pitch, channels], values: floatsOf({ shape, ...value }) };
};

describe('a session of a network', () => {
  it('computes what the plain formulas do', async () => {
    const session = closing(await networkSession(await fileOf(bytes)));
    expect(session.provider).toBe('cpu');
    const found = await session.run({ rows });
    expect(farthest(plainOf(found.encoding), encoding)).toBeLessThan(1e-5);
  });

  it('is opened by the next provider where one is missing, and says why', async () => {
    const session = closing(await networkSession(await fileOf(bytes), { providers: ['cuda', 'cpu'] }));
    const missing = [{ provider: 'cuda', why: expect.stringContaining('Cuda') as string }];
    if (session.provider === 'cpu') expect(session.refusals).toEqual(missing);
    else expect(session.refusals).toEqual([]);
  });

  it.each<[string, Record<string, NetworkValue>]>([
    ['rows is missing', {}],
    [
      'rows is [3, 24, 1, 60] where the network takes [parts, rows, 1, 61]',
      { rows: randomValue([3, 24, 1, 60]) },
    ],
    ['rows is [0, 24, 1, 61] where', { rows: { shape: [0, 24, 1, 61], values: new Float32Array() } }],
    ['rows has 7 numbers where its shape has 4392', { rows: { ...rows, values: new Float32Array(7) } }],
    ['rows is float16 where the network takes float32', { rows: { ...rows, values: toHalves(rows.values) } }],
    ['rows holds numbers that are not finite', { rows: { ...rows, values: rows.values.with(9, NaN) } }],
  ])('refuses values that do not fit: %s', async (why, values) => {
    const session = closing(await networkSession(await fileOf(bytes)));
    await expect(session.run(values)).rejects.toMatchObject({
      code: 'refused-input',
      message: expect.stringContaining(`Running a network: its input ${why}`) as string,
    });
  });

  it('takes parts of 16 bits, all of one length', async () => {
    const network = candidateNetwork({ width: 1 / 8 });
    const shape = [1, 16, 1, 32] as const;
    const inputs = { vocal: shape, harmonic: shape, percussion: shape };
    const file = networkFile(network, randomWeights(network, inputs), {
      name: 'candidates',
      inputs: {
        vocal: [1, 'rows', 1, 32],
        harmonic: ['harmonics', 'rows', 1, 32],
        percussion: ['percussions', 'rows', 1, 32],
      },
      inputPrecision: 'float16',
    });
    const session = closing(await networkSession(await fileOf(file)));
    const part = (count: number, length = 16): NetworkValue => {
      const value = randomValue([count, length, 1, 32]);
      return { shape: value.shape, values: toHalves(value.values) };
    };
    const parts = { vocal: part(1), harmonic: part(4), percussion: part(3) };
    expect((await session.run(parts)).posteriors.shape).toEqual([12, 1, 1, 2]);
    await expect(session.run({ ...parts, percussion: part(3, 12) })).rejects.toThrow(
      'percussion is [3, 12, 1, 32] where the network takes [percussions, rows, 1, 32]',
    );
    const broken = { ...parts.vocal, values: new Uint16Array(16 * 32).fill(0x7c00) };
    await expect(session.run({ ...parts, vocal: broken })).rejects.toThrow('not finite');
  });

  it('is not opened of a damaged file, nor of none', async () => {
    const cut = await fileOf(bytes.slice(0, 9000));
    await expect(networkSession(cut)).rejects.toMatchObject({ code: 'unreadable' });
    await expect(networkSession(join(folder(), 'none.onnx'))).rejects.toThrow(/none.onnx: ENOENT.*is there/);
  });
});

describe('the comparison with the processor', () => {
  const sessionOf = async (network: Network, seed: string): Promise<InferenceSession> => {
    const known = randomWeights(network, { rows: [1, 16, 1, 61] }, randomFrom(seed));
    const file = networkFile(network, known, { name: 'x', inputs: { rows: ['n', 'rows', 1, 61] } });
    return InferenceSession.create(file, { logSeverityLevel: 3 });
  };

  it('finds nothing where both compute the same', async () => {
    expect(
      await checkedAgainst(await sessionOf(encoder, 'a'), await sessionOf(encoder, 'a')),
    ).toBeUndefined();
  });

  it('sees other numbers, and what is no number', async () => {
    const [a, b] = [await sessionOf(encoder, 'a'), await sessionOf(encoder, 'b')];
    expect(await checkedAgainst(a, b)).toMatch(/^its encoding is [\d.]+ off the processor's/);
    const infinite = await sessionOf((layers, x) => {
      const large = layers.project(
        x.rows,
        Array.from({ length: 61 }, () => [1e38]),
      );
      return { encoding: layers.add([large, large]) };
    }, 'a');
    expect(await checkedAgainst(infinite, infinite)).toBe('its encoding is not finite on made input');
  });
});

describe('a worker for a network', () => {
  const softwareGpu = '/usr/lib/chromium/vk_swiftshader_icd.json';
  const worker = async (content: Uint8Array, options: NetworkWorkerOptions) =>
    closing(networkWorker(await fileOf(content), options));

  it('runs it in a child', async () => {
    const made = await worker(bytes, { providers: ['cpu'] });
    expect(await made.open()).toEqual({ provider: 'cpu', refusals: [] });
    expect(farthest(plainOf((await made.run({ rows })).encoding), encoding)).toBeLessThan(1e-5);
    await expect(made.run({})).rejects.toMatchObject({ code: 'refused-input' });
    expect(farthest(plainOf((await made.run({ rows })).encoding), encoding)).toBeLessThan(1e-5);
  });

  it('tells what is wrong with a file', async () => {
    const made = await worker(bytes.slice(0, 9000), {});
    await expect(made.run({ rows })).rejects.toMatchObject({ code: 'unreadable' });
  });

  it.skipIf(!existsSync(softwareGpu))('runs it by WebGPU where there is a device', async () => {
    const made = await worker(bytes, {
      providers: ['cuda', 'webgpu', 'cpu'],
      environment: { VK_ICD_FILENAMES: softwareGpu },
    });
    const { provider } = await made.open();
    expect(['cuda', 'webgpu']).toContain(provider);
    expect(farthest(plainOf((await made.run({ rows })).encoding), encoding)).toBeLessThan(1e-3);
  });
});
