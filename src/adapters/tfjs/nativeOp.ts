import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tfjs } from './loadTfjs.js';

/** An attribute of an operation; `type` is of the binding's own numbers. */
interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: number | string | boolean | readonly number[];
}

/** The part of tfjs-node's backend that runs operations of TensorFlow's C library, whether TensorFlow.js knows them or not. */
interface NativeBackend {
  readonly binding: Readonly<
    Record<'TF_FLOAT' | 'TF_ATTR_TYPE' | 'TF_ATTR_FLOAT' | 'TF_ATTR_STRING' | 'TF_ATTR_BOOL', number>
  >;
  executeMultipleOutputs(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Tensor[],
    outputs: number,
  ): Tensor[];
}

export interface NativeCall {
  readonly inputs: readonly Tensor[];
  readonly outputs: number;
  /** Beside `T`, which is float32: numbers are floats. */
  readonly attributes?: Readonly<Record<string, number | string | boolean>>;
  /** Further names of the type. */
  readonly types?: readonly string[];
}

/** Runs an operation of TensorFlow by its name, on float32; it has no gradient. */
export function nativeOp(
  tf: Tfjs,
  name: string,
  { inputs, outputs, attributes = {}, types = [] }: NativeCall,
): Tensor[] {
  const backend = tf.backend() as unknown as NativeBackend; // which tfjs-node has registered
  const { TF_FLOAT, TF_ATTR_TYPE, TF_ATTR_FLOAT, TF_ATTR_STRING, TF_ATTR_BOOL } = backend.binding;
  const kinds = { number: TF_ATTR_FLOAT, string: TF_ATTR_STRING, boolean: TF_ATTR_BOOL };
  const told = Object.entries(attributes).map(([key, value]): Attribute => {
    return { name: key, type: kinds[typeof value as keyof typeof kinds], value }; // one of the three
  });
  const typed = ['T', ...types].map((key): Attribute => ({ name: key, type: TF_ATTR_TYPE, value: TF_FLOAT }));
  return backend.executeMultipleOutputs(name, [...typed, ...told], inputs, outputs);
}
