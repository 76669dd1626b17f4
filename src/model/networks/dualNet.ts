import { lowestSemitone, semitones } from '../../audio/semitones/semitoneGrid.js';
import type { Role } from '../../domain/role.js';
import type { Layers } from '../layers.js';
import type { Network } from '../network.js';

/** Roles whose stems are encoded. */
export const encodedRoles = ['vocal', 'harmonic'] as const satisfies readonly Role[];
export type EncodedRole = (typeof encodedRoles)[number];

/** Rows of the input that one row of the encoding is made of: one a beat. */
export const rowsPerEncoding = 4;
/** Numbers that are learned, and those of the chroma, of each row of an encoding. */
const [learned, pitchClasses] = [32, 12];
export const encodingSize = learned + pitchClasses;

/** The chroma is of the notes in which harmonies are told best: A2 to B6 less one. MIDI numbers. */
const [chromaFrom, chromaTo] = [45, 93];
const filters = 64;
const dropped = 0.2;

/** [61][12]: sums over octaves, less the mean over the pitch classes; pitch class 0 = C. */
const chromaMatrix: readonly (readonly number[])[] = Array.from({ length: semitones }, (_, i) => {
  const note = lowestSemitone + i;
  const heard = note >= chromaFrom && note < chromaTo;
  return Array.from({ length: pitchClasses }, (__, pitchClass) =>
    heard ? (note % pitchClasses === pitchClass ? 1 : 0) - 1 / pitchClasses : 0,
  );
});

/**
 * DualNet's encoder of a role: rows of semitones [n, 4 · beats, 1, 61] → [n, beats, 1, 44]. How well two parts fit is the mean over the beats of the product of their
 * encodings. Two convolutions over time see four beats; twelve rows of mean-removed chroma stand beside what is learned. Both parts of a pair are to be moved so that the
 * tonic of the voice's relative major lies at C.
 */
export function dualEncoder<T>(layers: Layers<T>, role: EncodedRole, rows: T): T {
  const block = (x: T, name: string): T => {
    const heard = layers.convolve(x, `${role}/${name}`, { kernel: [3, 1], filters });
    const active = layers.relu(layers.batchNorm(heard, `${role}/${name}/norm`));
    return layers.dropout(layers.averagePool(active, 2), dropped);
  };
  const deep = block(block(rows, '1'), '2');
  const vectors = layers.convolve(deep, `${role}/vector`, {
    ...{ kernel: [1, 1], filters: learned },
    deviation: 1 / Math.sqrt(filters),
  });
  const chroma = layers.unitLength(layers.averagePool(layers.project(rows, chromaMatrix), rowsPerEncoding));
  return layers.concatenate([layers.squash(vectors), layers.scale(chroma, `${role}/chroma`, 0.7)]);
}

/** The encoder of a role as a network of its own: `rows` → `encoding`. */
export const dualNet =
  (role: EncodedRole): Network =>
  (layers, { rows }) => ({ encoding: dualEncoder(layers, role, rows) });
