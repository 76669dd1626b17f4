import type { AttributeMessage, NodeMessage, TensorMessage } from './onnxMessages.js';
import { floatTensor, wholeTensor } from './tensorMessage.js';

type Attribute = number | readonly number[];

/** Collects the nodes and initialisers of an ONNX graph. */
export interface GraphBuilder {
  readonly nodes: readonly NodeMessage[];
  readonly initializers: readonly TensorMessage[];
  /** Adds a node; its output's name, which is `output` where that is given. Attributes are whole numbers but for those of `floats`. */
  readonly node: (opType: string, inputs: readonly string[], options?: NodeOptions) => string;
  /** A fixed value in the graph itself, so that initialisers are weights and nothing else. */
  readonly constant: (value: TensorMessage) => string;
  readonly number: (value: number) => string;
  readonly axes: (values: readonly number[]) => string;
  readonly initializer: (tensor: TensorMessage & { readonly name: string }) => string;
}

export interface NodeOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly floats?: Readonly<Record<string, number>>;
  readonly output?: string;
}

/** AttributeProto.AttributeType. */
const [float, int, tensor, ints] = [1, 2, 4, 7];

const attributeOf = ([name, value]: [string, Attribute]): AttributeMessage =>
  typeof value === 'number' ? { name, type: int, i: value } : { name, type: ints, ints: value };

export function graphBuilder(): GraphBuilder {
  const nodes: NodeMessage[] = [];
  const initializers: TensorMessage[] = [];
  const add = (opType: string, input: readonly string[], attribute: AttributeMessage[], name?: string) => {
    const output = name ?? `${opType} ${nodes.length}`;
    nodes.push({ opType, input, output: [output], name: output, attribute });
    return output;
  };
  const constant = (value: TensorMessage): string =>
    add('Constant', [], [{ name: 'value', type: tensor, t: value }]);
  return {
    nodes,
    initializers,
    node(opType, inputs, { attributes = {}, floats = {}, output } = {}) {
      const all = [
        ...Object.entries(attributes).map(attributeOf),
        ...Object.entries(floats).map(([name, f]) => ({ name, type: float, f })),
      ];
      return add(opType, inputs, all, output);
    },
    constant,
    number: (value) => constant(floatTensor(Float32Array.of(value), [])),
    axes: (values) => constant(wholeTensor(values)),
    initializer(value) {
      initializers.push(value);
      return value.name;
    },
  };
}
