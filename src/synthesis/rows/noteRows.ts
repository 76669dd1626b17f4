import { windowSize } from '../../audio/semitones/semitoneFilters.js';
import { semitones } from '../../audio/semitones/semitoneGrid.js';
import { sampleRate } from '../../domain/audio.js';
import type { Seconds } from '../../domain/units.js';
import { lineResponse } from './lineResponse.js';

/** A tone within a note. */
export interface Partial {
  /** MIDI number, may be fractional. */
  readonly pitch: number;
  readonly gain: number;
}

/** A note as it sounds. */
export interface SoundedNote {
  readonly from: Seconds;
  readonly to: Seconds;
  readonly partials: readonly Partial[];
  /** Time in which it dies down to 1 / e; left out: it is held. */
  readonly decay?: Seconds;
}

const half: Seconds = windowSize / sampleRate / 2;

/** Share of a Hann window, centred on 0, that lies before `time`. */
function windowBefore(time: Seconds): number {
  const x = Math.min(1, Math.max(-1, time / half));
  return 0.5 * (1 + x + Math.sin(Math.PI * x) / Math.PI);
}

/**
 * What semitoneRows would hear of notes, without sounding them: the power of each partial at the semitones near it, by the share of the window in which its note
 * sounds; tones beside each other add their powers. `times`: the middles of the rows. [rows, 61], powers, added to `out`.
 */
export function addNoteRows(
  out: Float32Array,
  times: readonly Seconds[],
  notes: readonly SoundedNote[],
): void {
  let firstRow = 0;
  let latest = -Infinity;
  for (const { from, to, partials, decay } of notes.toSorted((a, b) => a.from - b.from)) {
    if (from < latest) firstRow = 0;
    latest = from;
    while (firstRow < times.length && times[firstRow] + half <= from) firstRow += 1;
    for (let row = firstRow; row < times.length && times[row] - half < to; row += 1) {
      const time = times[row];
      const share = windowBefore(to - time) - windowBefore(from - time);
      const died = decay === undefined ? 1 : Math.exp(-Math.max(0, time - from) / decay);
      addPartials(out.subarray(row * semitones, (row + 1) * semitones), partials, (share * died) ** 2);
    }
  }
}

function addPartials(row: Float32Array, partials: readonly Partial[], by: number): void {
  if (by < 1e-8) return;
  for (const { pitch, gain } of partials) {
    const response = lineResponse(pitch);
    if (!response) continue;
    const power = by * gain * gain;
    for (let i = 0; i < response.power.length; i += 1) row[response.first + i] += power * response.power[i];
  }
}
