import { z } from 'zod';
import { jsonOf } from '../../domain/text/jsonOf.js';
import { PipelineError } from '../../errors.js';

/** Numbers of one kind with their shape, row by row. */
export interface StoredTensor {
  readonly data: Float32Array | Uint8Array;
  readonly shape: readonly number[];
}

/** Arrays by name, and words about them. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly facts: Readonly<Record<string, string>>;
}

const factsName = '__metadata__';
const widths = { F32: 4, U8: 1 } as const;
const entrySchema = z.object({
  dtype: z.enum(['F32', 'U8']),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
const headerSchema = z
  .object({ [factsName]: z.record(z.string(), z.string()).optional() })
  .catchall(entrySchema);

/** Length of the header: a whole number of 8 bytes. */
const preamble = 8;

/** Writes arrays in the safetensors format (little-endian; float32 and uint8). */
export function encodeSafetensors({ tensors, facts }: TensorFile): Uint8Array {
  const header: Record<string, unknown> = { [factsName]: facts };
  let end = 0;
  for (const [name, { data, shape }] of tensors) {
    const begin = end;
    end += data.byteLength;
    header[name] = {
      ...{ dtype: data instanceof Uint8Array ? 'U8' : 'F32', shape },
      data_offsets: [begin, end],
    };
  }
  const text = JSON.stringify(header);
  const bytes = Buffer.byteLength(text);
  const head = Buffer.alloc(preamble + Math.ceil(bytes / 8) * 8, ' ');
  head.writeBigUInt64LE(BigInt(head.length - preamble));
  head.write(text, preamble);
  const parts = [...tensors.values()].map(({ data }) =>
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
  );
  return Buffer.concat([head, ...parts]);
}

/** Reads what encodeSafetensors writes. Error: `unreadable`, in the words of `what` it is. */
export function decodeSafetensors(bytes: Uint8Array, what: string): TensorFile {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (why: string): PipelineError =>
    new PipelineError('unreadable', `Reading ${what}: ${why}. Remove the file, and it is made again.`);
  if (buffer.length < preamble) throw fail('it is cut off');
  const length = buffer.readBigUInt64LE();
  if (length > buffer.length - preamble) throw fail('it is cut off, or no safetensors file');
  const begin = preamble + Number(length);
  const header = headerSchema.safeParse(jsonOf(buffer.toString('utf8', preamble, begin)));
  if (!header.success) throw fail('its header is damaged');
  const { [factsName]: facts = {}, ...entries } = header.data;
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(entries)) {
    const [from, to] = offsets.map((offset) => begin + offset);
    const size = widths[dtype] * shape.reduce((product, count) => product * count, 1);
    if (to > buffer.length || to - from !== size) throw fail(`${name} is cut off`);
    // Copied, because a Float32Array must begin at a multiple of four bytes.
    const own = new Uint8Array(buffer.subarray(from, to));
    tensors.set(name, { shape, data: dtype === 'U8' ? own : new Float32Array(own.buffer) });
  }
  return { tensors, facts };
}
