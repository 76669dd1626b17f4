import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { PipelineError } from '../../../errors.js';
import { fromHalves } from '../../../model/half.js';
import type { Named } from '../../../model/network.js';

/** What a network takes and gives: [examples, time, pitch, channels]; 16 bits as they are kept. */
export interface NetworkValue {
  readonly shape: readonly number[];
  readonly values: Float32Array | Uint16Array;
}

type Metadata = InferenceSession.TensorValueMetadata;

const axesOf = (shape: readonly (number | string)[]): string => `[${shape.join(', ')}]`;

/** Whether the axes are as the network has them; free ones are as large as where else they stand. */
function fits(shape: readonly number[], { shape: axes }: Metadata, free: Map<string, number>): boolean {
  return (
    shape.length === axes.length &&
    axes.every((axis, at) => {
      if (typeof axis === 'number') return axis === shape[at];
      const size = free.get(axis) ?? shape[at];
      free.set(axis, size);
      return size === shape[at] && size > 0;
    })
  );
}

const product = (shape: readonly number[]): number => shape.reduce((all, size) => all * size, 1);
/** An exponent of ones: infinite, or no number. */
const halfIsFinite = (half: number): boolean => (half & 0x7c00) !== 0x7c00;

/** True where every number is one. */
export const allFinite = (values: Float32Array | Uint16Array): boolean =>
  values instanceof Float32Array ? values.every(Number.isFinite) : values.every(halfIsFinite);

function problemOf(
  value: NetworkValue | undefined,
  meta: Metadata,
  free: Map<string, number>,
): string | undefined {
  if (!value) return 'is missing';
  const { shape, values } = value;
  if (!fits(shape, meta, free)) return `is ${axesOf(shape)} where the network takes ${axesOf(meta.shape)}`;
  const type = values instanceof Float32Array ? 'float32' : 'float16';
  if (type !== meta.type) return `is ${type} where the network takes ${meta.type}`;
  if (values.length !== product(shape))
    return `has ${values.length} numbers where its shape has ${product(shape)}`;
  return allFinite(values) ? undefined : 'holds numbers that are not finite';
}

/** The tensors that a session takes. Error: `refused-input`. */
export function toTensors(session: InferenceSession, inputs: Named<NetworkValue>): Record<string, Tensor> {
  const free = new Map<string, number>();
  const tensors: Record<string, Tensor> = {};
  for (const meta of session.inputMetadata) {
    if (!meta.isTensor) continue;
    const value = inputs[meta.name] as NetworkValue | undefined;
    const problem = problemOf(value, meta, free);
    if (value === undefined || problem !== undefined)
      throw new PipelineError(
        'refused-input',
        `Running a network: its input ${meta.name} ${problem ?? 'is missing'}. The features are damaged or of another version: make them anew, or choose the model that fits them.`,
      );
    const { values, shape } = value;
    tensors[meta.name] =
      values instanceof Float32Array
        ? new Tensor('float32', values, shape)
        : new Tensor('float16', values, shape);
  }
  return tensors;
}

/** What came of a run. */
export const fromTensors = (results: InferenceSession.OnnxValueMapType): Named<NetworkValue> =>
  Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => {
      if (data instanceof Float32Array || data instanceof Uint16Array)
        return [name, { shape: dims, values: data }];
      throw new PipelineError(
        'internal',
        `Running a network: its output ${name} is of a kind that no network of ours gives.`,
      );
    }),
  );

/** As numbers, of whichever precision. */
export const floatsOf = ({ values }: NetworkValue): Float32Array =>
  values instanceof Float32Array ? values : fromHalves(values);
