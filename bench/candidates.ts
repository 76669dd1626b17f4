import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { graphBuilder } from '../src/adapters/onnx/network/graphBuilder.js';
import { dataTypes, encodeModel } from '../src/adapters/onnx/network/onnxMessages.js';
import { preMixFiles } from '../src/adapters/onnx/network/preMixFiles.js';
import { floatTensor } from '../src/adapters/onnx/network/tensorMessage.js';
import { randomFrom } from '../src/domain/random.js';
import { toHalf } from '../src/model/half.js';
import { initialWeights } from '../src/model/initialWeights.js';
import { measureNetwork } from '../src/model/measureNetwork.js';
import { projectionChannels, widths, type MixNetOptions } from '../src/model/networks/mixBlocks.js';
import { preMixNetwork } from '../src/model/networks/preMixNet.js';
import type { BenchRow } from './benchRow.js';
import { spent, type Spent } from './spent.js';

/** 16 bars of four beats of 16 points, and the rows of a projection of them. */
const [frames, rows] = [1024, 256];
/** One voice, so many harmonies and drums a call: 16 candidates. */
const [harmonies, drums] = [4, 4];
const candidates = harmonies * drums;
/** Of a clip: the voice, the harmony at seven shifts, the drums. */
const variants = 9;
/** What a search judges of one voice: K best parts of each role, harmonies at seven shifts. */
const [best, shifts] = [16, 7];

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
  readonly name: string;
  /** Calls a round. */
  readonly calls: number;
  readonly file: () => Uint8Array;
  readonly inputs: () => Values;
}

function piecesOf(options: MixNetOptions): readonly Piece[] {
  const shape = [1, frames, 128, 1] as const;
  const { weights: plans } = measureNetwork(preMixNetwork(options), {
    ...{ vocal: shape, harmonic: shape, percussion: shape },
  });
  const files = preMixFiles(initialWeights(plans, random), { ...options, name: 'bench' });
  const channels = projectionChannels(options);
  const heard = (): Tensor => floats(...shape);
  const kept = (count: number): Tensor => halves(count, rows, 1, channels);
  return [
    {
      ...{ name: 'whole', calls: 1, file: () => files.whole() },
      inputs: () => ({ vocal: heard(), harmonic: heard(), percussion: heard() }),
    },
    {
      ...{ name: 'projection', calls: 1, file: () => files.projection('harmonic') },
      inputs: () => ({ mel: heard() }),
    },
    {
      ...{ name: 'head', calls: 8, file: () => files.candidates() },
      inputs: () => ({ vocal: kept(1), harmonic: kept(harmonies), percussion: kept(drums) }),
    },
    {
      ...{ name: 'bare', calls: 8, file: () => bareConvolution(channels) },
      inputs: () => ({ x: floats(candidates, channels, rows, 1) }),
    },
  ];
}

/** The least that a call of each piece took, ms, in turns, so that other work on the machine falls on all alike. */
async function leastOf(pieces: readonly Piece[], rounds: number): Promise<Readonly<Record<string, Spent>>> {
  const least: Record<string, Spent> = {};
  const ready: { readonly piece: Piece; readonly session: InferenceSession; readonly inputs: Values }[] = [];
  for (const piece of pieces)
    ready.push({ piece, session: await open(piece.file()), inputs: piece.inputs() });
  for (let round = 0; round < rounds; round += 1)
    for (const { piece, session, inputs } of ready)
      for (let call = 0; call < piece.calls; call += 1) {
        const { wall, cpu } = await spent(() => session.run(inputs));
        const before = least[piece.name] as Spent | undefined;
        least[piece.name] = {
          wall: Math.min(wall, before?.wall ?? Infinity),
          cpu: Math.min(cpu, before?.cpu ?? Infinity),
        };
      }
  for (const { session } of ready) await session.release();
  return least;
}

/** What candidates cost: PreMixNet's head on projections of 16 bits, against the whole network and against the one convolution that is most of it. */
export async function candidatesBench(
  some: readonly MixNetOptions['width'][] = [1 / 4, 1],
  rounds = 6,
): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const width of some) {
    const { whole, projection, head, bare } = await leastOf(piecesOf({ width }), rounds);
    const row = (name: string, value: number, unit: string): void => {
      found.push({ name: `width ${width}: ${name}`, value, unit });
    };
    row('whole network', 1000 / whole.wall, 'candidates/s');
    row('projections', 1000 / projection.wall, 'stem variants/s');
    row('head, 16 at a time', (1000 * candidates) / head.wall, 'candidates/s');
    row('bare 3 × 1 convolution, 16 at a time', (1000 * candidates) / bare.wall, 'candidates/s');
    for (const [by, kind] of [
      ['clock', 'wall'],
      ['processor time', 'cpu'],
    ] as const) {
      const [one, each] = [whole[kind], head[kind] / candidates];
      row(`head against whole, by ${by}`, one / each, '×');
      row(`head against bare convolution, by ${by}`, (100 * bare[kind]) / head[kind], '%');
      row(
        `nine projections of a clip pay from, by ${by}`,
        (variants * projection[kind]) / (one - each),
        'candidates',
      );
      const all = best * shifts * best;
      const parts = (1 + best * shifts + best) * projection[kind] + all * each;
      row(`one voice's ${all} candidates, nothing cached, by ${by}`, (all * one) / parts, '× the whole');
    }
  }
  return found;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const width = widths.find((each) => each === Number(process.argv[2]));
  console.table(await candidatesBench(width === undefined ? undefined : [width]));
}
