import { shortestLength, type Layers } from '../../../model/layers.js';
import type { Shape } from '../../../model/measuringLayers.js';
import type { GraphBuilder } from './graphBuilder.js';

/** A value of a graph: [examples, channels, time, pitch] there, whatever the order of its shape. */
export interface GraphValue {
  readonly name: string;
  /** As measured; the sizes of axes that are free are those that they were measured with. */
  readonly shape: Shape;
}

/** Layers that have weights. */
export type WeightedLayer = 'convolve' | 'batchNorm' | 'addBias' | 'scale' | 'project';

const channels = 1;
const time = 2;
const along = (axis: number) => ({ attributes: { axes: [axis], keepdims: 1 } });
const namesOf = (values: readonly GraphValue[]): readonly string[] => values.map(({ name }) => name);
const shapesOf = (values: readonly GraphValue[]): readonly Shape[] => values.map(({ shape }) => shape);

/** Every sum of an example of each, the second's changing first. */
function combined(graph: GraphBuilder, a: GraphValue, b: GraphValue): string {
  const { node, axes } = graph;
  if (a.shape[0] === 1 || b.shape[0] === 1) return node('Add', [a.name, b.name]);
  const rows = node('Unsqueeze', [a.name, axes([1])]);
  const sums = node('Add', [rows, node('Unsqueeze', [b.name, axes([0])])]);
  const rest = node('Shape', [b.name], { attributes: { start: 1 } });
  return node('Reshape', [sums, node('Concat', [axes([-1]), rest], { attributes: { axis: 0 } })]);
}

/** Layers without weights as nodes of ONNX. Dropout is nothing. */
export function plainGraphLayers(
  graph: GraphBuilder,
  shapes: Layers<Shape>,
): Omit<Layers<GraphValue>, WeightedLayer> {
  const { node, number } = graph;
  /** Never under the shortest. */
  const lengths = ({ name }: GraphValue): string =>
    node('Max', [node('ReduceL2', [name], along(channels)), number(shortestLength)]);
  return {
    relu: (x) => ({ name: node('Relu', [x.name]), shape: x.shape }),
    averagePool(x, times) {
      const attributes = { kernel_shape: [times, 1], strides: [times, 1] };
      return {
        name: node('AveragePool', [x.name], { attributes }),
        shape: shapes.averagePool(x.shape, times),
      };
    },
    dropout: (x) => x,
    concatenate(values) {
      const shape = shapes.concatenate(shapesOf(values));
      return { name: node('Concat', namesOf(values), { attributes: { axis: channels } }), shape };
    },
    add(values) {
      const shape = shapes.add(shapesOf(values));
      return { name: namesOf(values).reduce((sum, name) => node('Add', [sum, name])), shape };
    },
    addCombinations(values) {
      shapes.addCombinations(shapesOf(values));
      return values.reduce((a, b) => {
        const shape = shapes.addCombinations([a.shape, b.shape]);
        return { name: combined(graph, a, b), shape };
      });
    },
    unitLength: (x) => ({ name: node('Div', [x.name, lengths(x)]), shape: x.shape }),
    squash(x) {
      const length = lengths(x);
      const factor = node('Div', [node('Tanh', [length]), length]);
      return { name: node('Mul', [x.name, factor]), shape: x.shape };
    },
    maxPlusMean(x) {
      const parts = ['ReduceMax', 'ReduceMean'].map((kind) => node(kind, [x.name], along(time)));
      return { name: node('Add', parts), shape: shapes.maxPlusMean(x.shape) };
    },
    softmax: (x) => ({
      name: node('Softmax', [x.name], { attributes: { axis: channels } }),
      shape: x.shape,
    }),
  };
}
