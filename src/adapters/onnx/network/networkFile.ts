import { checkWeights } from '../../../model/checkWeights.js';
import { measureNetwork } from '../../../model/measureNetwork.js';
import type { Shape } from '../../../model/measuringLayers.js';
import type { Named, Network } from '../../../model/network.js';
import type { WeightPlan, Weights } from '../../../model/weights.js';
import { graphBuilder, type GraphBuilder } from './graphBuilder.js';
import { graphLayers } from './graphLayers.js';
import { dataTypes, encodeModel, type ValueMessage } from './onnxMessages.js';
import type { GraphValue } from './plainGraphLayers.js';
import { floatTensor, toOnnxKernel } from './tensorMessage.js';

/** An axis with a name is free: any size, the same wherever the name stands. */
export type FreeShape = readonly [
  examples: number | string,
  time: number | string,
  pitch: number,
  channels: number,
];
export type Precision = 'float32' | 'float16';

export interface NetworkFileOptions {
  readonly name: string;
  readonly inputs: Named<FreeShape>;
  /** Of the kernels; biases and norms are float32 always, and so is what is computed. Default: float32. */
  readonly precision?: Precision;
  /** Of the values that come in and go out; default: float32. */
  readonly inputPrecision?: Precision;
  readonly outputPrecision?: Precision;
  /** Kept in the file: the version of a model, what it was trained on … */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Whose files these are; the version grows when older programs could not read them. */
export const producer = { name: 'mashstream', version: 1 } as const;
/** Read by onnxruntime 1.12 and later. */
const [irVersion, operatorSet] = [8, 17];
/** Free axes are measured with this size: enough for all pools, and not 1, which has a meaning where values are combined. */
const freeSize = 64;

const sizesOf = ([examples, time, pitch, channels]: FreeShape): Shape => {
  const size = (axis: number | string): number => (typeof axis === 'string' ? freeSize : axis);
  return [size(examples), size(time), pitch, channels];
};

function inputValue(name: string, shape: FreeShape, precision: Precision): ValueMessage {
  const dim = shape.map((axis) => (typeof axis === 'string' ? { dimParam: axis } : { dimValue: axis }));
  return { name, type: { tensorType: { elemType: dataTypes[precision], shape: { dim } } } };
}

/** Axes of which an input's size is free are free in the outputs too. */
function outputValue(name: string, shape: Shape, options: NetworkFileOptions): ValueMessage {
  const free = (axis: number): boolean =>
    Object.values(options.inputs).some((input) => typeof input[axis] === 'string');
  const dim = shape.map((size, axis) => (free(axis) ? {} : { dimValue: size }));
  const elemType = dataTypes[options.outputPrecision ?? 'float32'];
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

const nameOf = ({ name, used }: WeightPlan): string =>
  used ? `${name}[${used.first}:${used.first + used.count}]` : name;

/** Puts weights into a graph; where they are kept in 16 bits, what is computed with is not. */
const weightsInto =
  (graph: GraphBuilder, weights: Weights, precision: Precision) =>
  (plan: WeightPlan): string => {
    const { shape } = plan;
    const values = weights.get(plan.name)?.values ?? new Float32Array();
    const name = nameOf(plan);
    if (shape.length !== 4) return graph.initializer({ ...floatTensor(values, shape), name });
    const [time, pitch, inputs, filters] = shape;
    const kernel = toOnnxKernel(values, shape, plan.used);
    const dims = [filters, plan.used?.count ?? inputs, time, pitch];
    const stored = graph.initializer({ ...floatTensor(kernel, dims, precision), name });
    return precision === 'float32' ? stored : cast(graph, stored, 'float32');
  };

const cast = (graph: GraphBuilder, name: string, precision: Precision, output?: string): string =>
  graph.node('Cast', [name], {
    attributes: { to: dataTypes[precision] },
    ...(output !== undefined && { output }),
  });

/**
 * A network with its weights as an ONNX file. Inputs and outputs are [examples, time, pitch, channels]; weights lie in it by their names, kernels as ONNX has them.
 * Errors: `refused-input` where the weights are not the network's, `internal` where the network itself is wrong.
 */
export function networkFile(network: Network, weights: Weights, options: NetworkFileOptions): Uint8Array {
  const { name, inputs, precision = 'float32', inputPrecision = 'float32', properties = {} } = options;
  const shapes = Object.fromEntries(Object.entries(inputs).map(([key, shape]) => [key, sizesOf(shape)]));
  const measure = measureNetwork(network, shapes);
  checkWeights(`Writing the network ${name}`, measure.weights, weights);
  const graph = graphBuilder();
  const layers = graphLayers(graph, weightsInto(graph, weights, precision));
  const entering = (key: string): GraphValue => {
    const floats = inputPrecision === 'float32' ? key : cast(graph, key, 'float32');
    const turned = graph.node('Transpose', [floats], { attributes: { perm: [0, 3, 1, 2] } });
    return { name: turned, shape: shapes[key] };
  };
  const results = network(layers, Object.fromEntries(Object.keys(inputs).map((key) => [key, entering(key)])));
  for (const [key, result] of Object.entries(results)) {
    const turned = graph.node('Transpose', [result.name], { attributes: { perm: [0, 2, 3, 1] } });
    cast(graph, turned, options.outputPrecision ?? 'float32', key);
  }
  return encodeModel({
    irVersion,
    producerName: producer.name,
    producerVersion: String(producer.version),
    opsetImport: [{ domain: '', version: operatorSet }],
    metadataProps: Object.entries(properties).map(([key, value]) => ({ key, value })),
    graph: {
      name,
      node: graph.nodes,
      initializer: graph.initializers,
      input: Object.entries(inputs).map(([key, shape]) => inputValue(key, shape, inputPrecision)),
      output: Object.entries(measure.outputs).map(([key, shape]) => outputValue(key, shape, options)),
    },
  });
}
