import { toHalves } from '../../../model/half.js';
import { dataTypes, type TensorMessage } from './onnxMessages.js';

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** Numbers for an ONNX file. */
export function floatTensor(
  values: Float32Array,
  dims: readonly number[],
  precision: 'float32' | 'float16' = 'float32',
): TensorMessage {
  const rawData = bytesOf(precision === 'float16' ? toHalves(values) : values);
  return { dims, dataType: dataTypes[precision], rawData };
}

/** A row of whole numbers for an ONNX file, as shapes and axes are. */
export const wholeTensor = (values: readonly number[]): TensorMessage => ({
  dims: [values.length],
  dataType: dataTypes.int64,
  rawData: bytesOf(BigInt64Array.from(values, BigInt)),
});

/** [time, pitch, inputs, filters] → [filters, inputs, time, pitch], of the input channels `first` … `first + count`. */
export function toOnnxKernel(
  values: Float32Array,
  [time, pitch, inputs, filters]: readonly number[],
  { first, count } = { first: 0, count: inputs },
): Float32Array {
  const out = new Float32Array(time * pitch * count * filters);
  const positions = time * pitch;
  for (let at = 0; at < positions; at += 1)
    for (let c = 0; c < count; c += 1)
      for (let f = 0; f < filters; f += 1)
        out[(f * count + c) * positions + at] = values[(at * inputs + first + c) * filters + f];
  return out;
}

/** [filters, inputs, time, pitch] → [time, pitch, inputs, filters]. */
export function fromOnnxKernel(
  values: Float32Array,
  [filters, inputs, time, pitch]: readonly number[],
): Float32Array {
  const out = new Float32Array(values.length);
  const positions = time * pitch;
  for (let at = 0; at < positions; at += 1)
    for (let c = 0; c < inputs; c += 1)
      for (let f = 0; f < filters; f += 1)
        out[(at * inputs + c) * filters + f] = values[(f * inputs + c) * positions + at];
  return out;
}
