import { cpus } from 'node:os';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { graphBuilder } from '../src/adapters/onnx/network/graphBuilder.js';
import { dataTypes, encodeModel } from '../src/adapters/onnx/network/onnxMessages.js';
import { preMixFiles } from '../src/adapters/onnx/network/preMixFiles.js';
import { floatTensor } from '../src/adapters/onnx/network/tensorMessage.js';
import { randomFrom } from '../src/domain/random.js';
import { toHalf } from '../src/model/half.js';
import { initialWeights } from '../src/model/initialWeights.js';
import { measureNetwork } from '../src/model/measureNetwork.js';
import { projectionChannels, type MixNetOptions } from '../src/model/networks/mixBlocks.js';
import { preMixNetwork } from '../src/model/networks/preMixNet.js';

/** 16 bars of four beats of 16 points, and the rows of a projection of them. */
const [frames, rows] = [1024, 256];
/** One voice, so many harmonies and drums a call: 16 candidates. */
const [harmonies, drums] = [4, 4];
export const candidates = harmonies * drums;

const open = (file: Uint8Array): Promise<InferenceSession> =>
  InferenceSession.create(file, {
    executionProviders: ['cpu'],
    intraOpNumThreads: cpus().length,
    logSeverityLevel: 3,
  });

type Values = Readonly<Record<string, Tensor>>;
const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);
const random = randomFrom('bench', 'candidates');

const floats = (...shape: number[]): Tensor =>
  new Tensor(
    'float32',
    Float32Array.from({ length: product(shape) }, () => random.range(-1, 1)),
    shape,
  );
const halves = (...shape: number[]): Tensor =>
  new Tensor(
    'float16',
    Uint16Array.from({ length: product(shape) }, () => toHalf(random.range(-1, 1))),
    shape,
  );

/** A convolution over three rows, of as many candidates, and nothing else: values come and go in ONNX's own order. */
function bareConvolution(channels: number): Uint8Array {
  const graph = graphBuilder();
  const values = Float32Array.from({ length: 3 * channels * channels }, () => random.range(-1, 1));
  const kernel = graph.initializer({ ...floatTensor(values, [channels, channels, 3, 1]), name: 'kernel' });
  graph.node('Conv', ['x', kernel], { attributes: { pads: [1, 0, 1, 0] }, output: 'y' });
  const dim = [candidates, channels, rows, 1].map((dimValue) => ({ dimValue }));
  const value = (name: string) => ({
    name,
    type: { tensorType: { elemType: dataTypes.float32, shape: { dim } } },
  });
  return encodeModel({
    ...{ irVersion: 8, producerName: 'bench', producerVersion: '1' },
    ...{ opsetImport: [{ domain: '', version: 17 }], metadataProps: [] },
    graph: {
      name: 'bare',
      node: graph.nodes,
      initializer: graph.initializers,
      input: [value('x')],
      output: [value('y')],
    },
  });
}

interface Piece {
  readonly file: () => Uint8Array;
  readonly inputs: () => Values;
}

/** A PreMixNet of random weights in pieces, each of which onnxruntime runs on all cores. */
export interface MixPieces {
  /** One candidate. */
  readonly whole: Piece;
  readonly projection: Piece;
  /** So many candidates at once, on projections of 16 bits. */
  readonly head: Piece;
  /** Its largest convolution, of as many candidates. */
  readonly bare: Piece;
}

export function mixPieces(options: MixNetOptions): MixPieces {
  const shape = [1, frames, 128, 1] as const;
  const { weights: plans } = measureNetwork(preMixNetwork(options), {
    ...{ vocal: shape, harmonic: shape, percussion: shape },
  });
  const files = preMixFiles(initialWeights(plans, random), { ...options, name: 'bench' });
  const channels = projectionChannels(options);
  const heard = (): Tensor => floats(...shape);
  const kept = (count: number): Tensor => halves(count, rows, 1, channels);
  return {
    whole: {
      file: () => files.whole(),
      inputs: () => ({ vocal: heard(), harmonic: heard(), percussion: heard() }),
    },
    projection: { file: () => files.projection('harmonic'), inputs: () => ({ mel: heard() }) },
    head: {
      file: () => files.candidates(),
      inputs: () => ({ vocal: kept(1), harmonic: kept(harmonies), percussion: kept(drums) }),
    },
    bare: {
      file: () => bareConvolution(channels),
      inputs: () => ({ x: floats(candidates, channels, rows, 1) }),
    },
  };
}

/** A piece that is ready to run. */
export async function opened({
  file,
  inputs,
}: Piece): Promise<{ run(): Promise<unknown>; close(): Promise<void> }> {
  const session = await open(file());
  const values = inputs();
  return { run: () => session.run(values), close: () => session.release() };
}
