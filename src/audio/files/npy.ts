import { PipelineError } from '../../errors.js';

/** An array with its shape, row by row: float32, or uint8 where it says so. */
export interface NpyArray<T extends Float32Array | Uint8Array = Float32Array> {
  readonly data: T;
  readonly shape: readonly number[];
}

interface NumberType {
  /** As the header calls it. */
  readonly descr: string;
  readonly inWords: string;
  /** Bytes of a number. */
  readonly size: number;
}
const types = {
  float32: { descr: '<f4', inWords: 'little-endian float32', size: 4 },
  uint8: { descr: '|u1', inWords: 'uint8', size: 1 },
} as const satisfies Record<string, NumberType>;

const magic = '\x93NUMPY\x01\x00';
/** magic and the length field of the header */
const preamble = magic.length + 2;

/** Writes NumPy's .npy format, version 1.0, little-endian float32 or uint8, C order. */
export function encodeNpy({ data, shape }: NpyArray<Float32Array | Uint8Array>): Uint8Array {
  const { descr } = data instanceof Uint8Array ? types.uint8 : types.float32;
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((preamble + dictionary.length + 1) / 64) * 64 - preamble;
  const head = Buffer.from(`${magic}\0\0${dictionary.padEnd(length - 1)}\n`, 'latin1');
  head.writeUInt16LE(length, magic.length);
  return Buffer.concat([head, Buffer.from(data.buffer, data.byteOffset, data.byteLength)]);
}

/** Reads what encodeNpy writes of float32. Error: `corrupt-blob`, of other types of number too. */
export function decodeNpy(bytes: Uint8Array): NpyArray {
  const { body, shape } = read(bytes, types.float32);
  // Copied, because a Float32Array must begin at a multiple of four bytes.
  return { data: new Float32Array(new Uint8Array(body).buffer), shape };
}

/** Reads what encodeNpy writes of uint8. Error: `corrupt-blob`, of other types of number too. */
export function decodeNpyBytes(bytes: Uint8Array): NpyArray<Uint8Array> {
  const { body, shape } = read(bytes, types.uint8);
  // Copied, because it may lie in a larger buffer, which it would hold in memory.
  return { data: new Uint8Array(body), shape };
}

interface Body {
  readonly body: Uint8Array;
  readonly shape: readonly number[];
}

function read(bytes: Uint8Array, { descr, inWords, size }: NumberType): Body {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (why: string): PipelineError =>
    new PipelineError(
      'corrupt-blob',
      `Reading features (.npy): ${why}. Remove the clip's track and publish it again.`,
    );
  if (buffer.length < preamble || buffer.toString('latin1', 0, magic.length) !== magic)
    throw fail('not an .npy file');
  const begin = preamble + buffer.readUInt16LE(magic.length);
  const header = /'descr': '([^']*)', 'fortran_order': False, 'shape': \(([\d, ]*)\)/.exec(
    buffer.toString('latin1', preamble, begin),
  );
  if (header?.[1] !== descr) throw fail(`not ${inWords} in C order`);
  const shape = header[2].split(',').flatMap((each) => (each.trim() === '' ? [] : [Number(each)]));
  const count = shape.reduce((product, each) => product * each, 1);
  if (buffer.length - begin !== count * size)
    throw fail(`its size does not fit its shape (${shape.join(' × ')})`);
  return { body: buffer.subarray(begin), shape };
}
