import { z } from 'zod';
import { PipelineError } from '../../../errors.js';
import { fromHalves } from '../../../model/half.js';
import type { Weight, Weights } from '../../../model/weights.js';
import { producer } from './networkFile.js';
import { dataTypes, decodeModel } from './onnxMessages.js';
import { fromOnnxKernel } from './tensorMessage.js';

/** What a file of a network says of itself. */
export interface NetworkFile {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  /** As training has them, by name; of a share of a kernel the name says which channels. */
  readonly weights: Weights;
}

const tensorSchema = z.object({
  name: z.string().min(1),
  dims: z.array(z.int().positive()).min(1),
  dataType: z.literal([dataTypes.float32, dataTypes.float16]),
  rawData: z.instanceof(Uint8Array),
});
const modelSchema = z.object({
  graph: z.object({
    name: z.string(),
    node: z.array(z.unknown()).min(1),
    initializer: z.array(tensorSchema),
  }),
  metadataProps: z.array(z.object({ key: z.string(), value: z.string() })),
});
const producerSchema = z.object({
  producerName: z.literal(producer.name),
  producerVersion: z.string().regex(/^\d+$/).transform(Number),
});

function refuse(file: string, why: string, cause?: unknown): never {
  throw new PipelineError(
    'unreadable',
    `Reading the network ${file}: ${why}.`,
    cause === undefined ? {} : { cause },
  );
}
const advice = 'Fetch it anew, or choose another model';

function decoded(bytes: Uint8Array, file: string): unknown {
  try {
    return decodeModel(bytes);
  } catch (error) {
    return refuse(
      file,
      `it is no ONNX file, or its end is missing (${bytes.length} bytes). ${advice}`,
      error,
    );
  }
}

/** Copied, since numbers in the midst of a file begin at any byte. */
function weightOf({ name, dims, dataType, rawData }: z.infer<typeof tensorSchema>, file: string): Weight {
  const count = dims.reduce((all, size) => all * size, 1);
  const bytes = dataType === dataTypes.float32 ? 4 : 2;
  if (rawData.length !== count * bytes)
    refuse(
      file,
      `it is damaged: ${name} has ${rawData.length} bytes in place of ${count * bytes}. ${advice}`,
    );
  const { buffer } = new Uint8Array(rawData);
  const values = bytes === 4 ? new Float32Array(buffer) : fromHalves(new Uint16Array(buffer));
  if (!values.every((value) => Number.isFinite(value)))
    refuse(file, `it is damaged: ${name} holds numbers that are not finite. ${advice}`);
  if (dims.length !== 4) return { shape: dims, values };
  const [filters, inputs, time, pitch] = dims;
  return { shape: [time, pitch, inputs, filters], values: fromOnnxKernel(values, dims) };
}

/** Reads a file of `networkFile`; `file` is its name, for errors. Error: `unreadable`. */
export function readNetworkFile(bytes: Uint8Array, file: string): NetworkFile {
  const message = decoded(bytes, file);
  const written = producerSchema.safeParse(message);
  if (!written.success) refuse(file, `it was not written by ${producer.name}. ${advice}`, written.error);
  if (written.data.producerVersion > producer.version)
    refuse(file, `a newer ${producer.name} wrote it. Update this one`);
  const model = modelSchema.safeParse(message);
  if (!model.success) refuse(file, `it is damaged. ${advice}`, model.error);
  const { graph, metadataProps } = model.data;
  return {
    name: graph.name,
    properties: Object.fromEntries(metadataProps.map(({ key, value }) => [key, value])),
    weights: new Map(graph.initializer.map((tensor) => [tensor.name, weightOf(tensor, file)])),
  };
}
