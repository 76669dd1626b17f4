import type { HeardStem } from './mixNetwork.js';

/** Kinds of arrays, by the byte that a stored one begins with. */
const kinds = [Float32Array, Uint16Array, Uint8Array] as const;

/** A heard stem as it is stored: a byte for its kind, then its numbers as the machine holds them (the lower byte first). */
export function toHeardBytes(heard: HeardStem): Uint8Array {
  const bytes = new Uint8Array(1 + heard.byteLength);
  bytes[0] = kinds.findIndex((kind) => heard instanceof kind);
  bytes.set(new Uint8Array(heard.buffer, heard.byteOffset, heard.byteLength), 1);
  return bytes;
}

/** What `toHeardBytes` made bytes of; undefined: it is of no kind that is known here. */
export function ofHeardBytes(bytes: Uint8Array): HeardStem | undefined {
  const kind = kinds.at(bytes[0]);
  const size = bytes.length - 1;
  if (bytes.length < 1 || !kind || size % kind.BYTES_PER_ELEMENT !== 0) return undefined;
  // Copied: arrays of numbers begin at whole numbers.
  return new kind(new Uint8Array(bytes.subarray(1)).buffer);
}
