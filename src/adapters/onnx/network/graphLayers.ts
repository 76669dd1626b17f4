import { normEpsilon, type Layers } from '../../../model/layers.js';
import { measuringLayers, type Shape } from '../../../model/measuringLayers.js';
import { biasPlan, factorPlan, kernelPlan, normPlans, type WeightPlan } from '../../../model/weights.js';
import type { GraphBuilder } from './graphBuilder.js';
import { plainGraphLayers, type GraphValue, type WeightedLayer } from './plainGraphLayers.js';
import { floatTensor } from './tensorMessage.js';

/** How many zeros stand before and after an axis that a kernel keeps as it is. */
const padding = (kernel: number): [before: number, after: number] => [
  Math.floor((kernel - 1) / 2),
  Math.ceil((kernel - 1) / 2),
];

function weightedGraphLayers(
  graph: GraphBuilder,
  shapes: Layers<Shape>,
  weight: (plan: WeightPlan) => string,
): Pick<Layers<GraphValue>, WeightedLayer> {
  const { node, axes } = graph;
  return {
    convolve(x, name, convolution) {
      const shape = shapes.convolve(x.shape, name, convolution);
      const { kernel, filters, share, pitch = 'same' } = convolution;
      const [early, late] = padding(kernel[0]);
      const [low, high] = pitch === 'same' ? padding(kernel[1]) : [0, 0];
      const inputs = [x.name, weight(kernelPlan(name, x.shape[3], convolution))];
      if (!share) inputs.push(weight(biasPlan(name, filters)));
      return { name: node('Conv', inputs, { attributes: { pads: [early, low, late, high] } }), shape };
    },
    batchNorm(x, name) {
      const { gamma, beta, mean, variance } = normPlans(name, x.shape[3]);
      const inputs = [x.name, ...[gamma, beta, mean, variance].map(weight)];
      const norm = node('BatchNormalization', inputs, { floats: { epsilon: normEpsilon } });
      return { name: norm, shape: shapes.batchNorm(x.shape, name) };
    },
    addBias(x, name) {
      const bias = node('Unsqueeze', [weight(biasPlan(name, x.shape[3])), axes([0, 2, 3])]);
      return { name: node('Add', [x.name, bias]), shape: shapes.addBias(x.shape, name) };
    },
    scale(x, name, initial) {
      const factor = weight(factorPlan(name, initial));
      return { name: node('Mul', [x.name, factor]), shape: shapes.scale(x.shape, name, initial) };
    },
    project(x, matrix) {
      const shape = shapes.project(x.shape, matrix);
      const outputs = Float32Array.from(matrix[0].flatMap((_, o) => matrix.map((row) => row[o])));
      const kernel = graph.constant(floatTensor(outputs, [matrix[0].length, matrix.length, 1, 1]));
      return { name: node('Conv', [x.name, kernel]), shape };
    },
  };
}

/**
 * Layers as nodes of ONNX, operator set 17. `weight` gives the name that a weight has in the graph. Norms stay nodes of their own, with their weights.
 */
export function graphLayers(graph: GraphBuilder, weight: (plan: WeightPlan) => string): Layers<GraphValue> {
  const shapes = measuringLayers({ weight: () => undefined, multiplyAdds: () => undefined });
  return { ...plainGraphLayers(graph, shapes), ...weightedGraphLayers(graph, shapes, weight) };
}
