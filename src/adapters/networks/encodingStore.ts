import type { Semitones } from '../../domain/units.js';
import type { EncodedRole } from '../../model/networks/dualNet.js';
import type { DualEncoder, EncodeRequest } from './dualEncoder.js';

export interface EncodingStore {
  /** The encoding of rows moved by so much: computed once, and kept as long as the rows are. */
  of(role: EncodedRole, rows: Uint8Array, shift: Semitones): Promise<Float32Array>;
}

interface Waiting extends EncodeRequest {
  readonly resolve: (encoding: Float32Array) => void;
  readonly reject: (error: unknown) => void;
}

/** Encodings asked for at once: more would only fill the memory of the process that computes them. */
const together = 64;

/** Asks an encoder for what is asked for within a turn of the event loop, all at once. */
export function encodingStore(encoder: DualEncoder): EncodingStore {
  const kept = new WeakMap<Uint8Array, Map<string, Promise<Float32Array>>>();
  let waiting: Waiting[] = [];
  const ask = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    for (let at = 0; at < asked.length; at += together) {
      const some = asked.slice(at, at + together);
      try {
        const encodings = await encoder.encode(some.map(({ role, rows, shift }) => ({ role, rows, shift })));
        some.forEach(({ resolve }, i) => resolve(encodings[i]));
      } catch (error) {
        some.forEach(({ reject }) => reject(error));
      }
    }
  };
  const encode = (request: EncodeRequest): Promise<Float32Array> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(() => void ask());
      waiting.push({ ...request, resolve, reject });
    });
  return {
    of(role, rows, shift) {
      const known = kept.get(rows) ?? new Map<string, Promise<Float32Array>>();
      kept.set(rows, known);
      const name = `${role} ${shift}`;
      const old = known.get(name);
      if (old) return old;
      const made = encode({ role, rows, shift });
      known.set(name, made);
      made.catch(() => known.delete(name));
      return made;
    },
  };
}
