import { semitones } from '../../audio/semitones/semitoneGrid.js';
import type { Random } from '../../domain/random.js';
import { rowsPerEncoding } from '../networks/dualNet.js';
import { placeRows, shiftToC, type Placement } from '../dual/placedRows.js';
import type { Compositions, TrainingWindow } from './trainingSet.js';

/** Songs at one key, each with its own parts and with such as are surely wrong: [songs, rows, 61] each. */
export interface DualBatch {
  readonly songs: number;
  readonly rows: number;
  readonly vocal: Float32Array;
  readonly harmonic: Float32Array;
  /** Its own harmony in two wrong keys, and turned in time: a song's own parts share more than their key with it. */
  readonly wrong: readonly [Float32Array, Float32Array, Float32Array];
}

/** Rows of a batch: short stretches must be told as well as long ones. */
const lengths = [40, 64, 96] as const;
/** Moved away from C by up to so many semitones, since keys are not always known. */
const reach = 3;
const [quietest, loudest] = [0.7, 1.3];

/** Draws a batch of at most so many songs: no two songs of one composition; both parts are moved together, at levels of their own. */
export function dualBatch(compositions: Compositions, most: number, random: Random): DualBatch {
  const rows = random.pick(lengths) ?? lengths[0];
  const windows = drawWindows(compositions, { most, rows, random });
  const songs = windows.length;
  const make = (): Float32Array => new Float32Array(songs * rows * semitones);
  const [vocal, harmonic] = [make(), make()];
  const wrong = [make(), make(), make()] as const;
  for (const [song, window] of windows.entries()) {
    const at = song * rows * semitones;
    const place = placementOf(window, rows, random);
    placeRows(vocal, at, window.vocal, { ...place, gain: random.range(quietest, loudest) });
    const played: Placement = { ...place, gain: random.range(quietest, loudest) };
    placeRows(harmonic, at, window.harmonic, played);
    for (const other of [wrong[0], wrong[1]])
      placeRows(other, at, window.harmonic, {
        ...played,
        shift: place.shift + shiftToC(1 + random.int(11)),
      });
    const beats = rows / rowsPerEncoding;
    turn(wrong[2], harmonic, { at, rows, by: rowsPerEncoding * (1 + random.int(beats - 1)) });
  }
  return { songs, rows, vocal, harmonic, wrong };
}

interface Drawing {
  readonly most: number;
  readonly rows: number;
  readonly random: Random;
}

function drawWindows(compositions: Compositions, { most, rows, random }: Drawing): readonly TrainingWindow[] {
  const left = compositions.filter((windows) => windows.some((window) => rowsOf(window) >= rows));
  return Array.from({ length: Math.min(most, left.length) }, (_, drawn) => {
    const other = drawn + random.int(left.length - drawn);
    [left[drawn], left[other]] = [left[other], left[drawn]];
    const long = left[drawn].filter((window) => rowsOf(window) >= rows);
    return random.pick(long) ?? long[0];
  });
}

const rowsOf = ({ vocal }: TrainingWindow): number => vocal.length / semitones;

/** From some beat on, with the tonic near C. */
function placementOf(window: TrainingWindow, rows: number, random: Random): Omit<Placement, 'gain'> {
  const spare = Math.floor((rowsOf(window) - rows) / rowsPerEncoding);
  return {
    ...{ rows, firstRow: rowsPerEncoding * random.int(spare + 1) },
    shift: shiftToC(window.relativeMajor) + random.int(2 * reach + 1) - reach,
  };
}

/** Rows as if they began `by` rows later, what is left over at the end. */
function turn(
  out: Float32Array,
  from: Float32Array,
  { at, rows, by }: { readonly at: number; readonly rows: number; readonly by: number },
): void {
  const cut = at + by * semitones;
  const end = at + rows * semitones;
  out.set(from.subarray(cut, end), at);
  out.set(from.subarray(at, cut), at + end - cut);
}
