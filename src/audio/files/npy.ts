import { PipelineError } from '../../errors.js';

/** A float32 array with its shape, row by row. */
export interface NpyArray {
  readonly data: Float32Array;
  readonly shape: readonly number[];
}

const magic = '\x93NUMPY\x01\x00';
/** magic and the length field of the header */
const preamble = magic.length + 2;

/** Writes NumPy's .npy format, version 1.0, little-endian float32, C order. */
export function encodeNpy({ data, shape }: NpyArray): Uint8Array {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((preamble + dictionary.length + 1) / 64) * 64 - preamble;
  const head = Buffer.from(`${magic}\0\0${dictionary.padEnd(length - 1)}\n`, 'latin1');
  head.writeUInt16LE(length, magic.length);
  return Buffer.concat([head, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Reads what encodeNpy writes. Error: `corrupt-blob`. */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (why: string): PipelineError =>
    new PipelineError(
      'corrupt-blob',
      `Reading features (.npy): ${why}. Remove the clip's track and publish it again.`,
    );
  if (buffer.length < preamble || buffer.toString('latin1', 0, magic.length) !== magic)
    throw fail('not an .npy file');
  const begin = preamble + buffer.readUInt16LE(magic.length);
  const header = /'descr': '<f4', 'fortran_order': False, 'shape': \(([\d, ]*)\)/.exec(
    buffer.toString('latin1', preamble, begin),
  );
  if (!header) throw fail('not little-endian float32 in C order');
  const shape = header[1].split(',').flatMap((size) => (size.trim() === '' ? [] : [Number(size)]));
  const count = shape.reduce((product, size) => product * size, 1);
  if (buffer.length - begin !== count * 4)
    throw fail(`its size does not fit its shape (${shape.join(' × ')})`);
  // Copied, because a Float32Array must begin at a multiple of four bytes.
  return { data: new Float32Array(new Uint8Array(buffer.subarray(begin)).buffer), shape };
}
