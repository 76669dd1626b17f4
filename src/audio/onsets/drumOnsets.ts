import { sampleRate } from '../../domain/audio.js';
import type { Hertz, Seconds } from '../../domain/units.js';
import { spectrumAt } from '../signal/spectrumAt.js';
import { kick, snare, strokeLevel, subdivisions, type Band } from './strokeBands.js';

const size = 1024;
const hop = 256;
/** A rise shows this many samples before its frame's centre reaches it (mean over strokes placed by hand). */
const early = 64;

const binOf = (frequency: Hertz): number => Math.max(1, Math.round((frequency * size) / sampleRate));

/** Compressed amplitude in a band. */
function level(power: Float32Array, { low, high }: Band): number {
  let sum = 0;
  for (let k = binOf(low); k <= binOf(high); k++) sum += power[k];
  return strokeLevel(Math.sqrt(sum) / (size / 4));
}

/** Index of the subdivision nearest to each time asked, times ascending; −1 outside. */
function cellFinder(beats: readonly Seconds[]): (time: Seconds) => number {
  const last = beats.length - 2;
  let beat = 0;
  return (time) => {
    while (beat < last && time >= beats[beat + 1]) beat++;
    const position = beat + (time - beats[beat]) / (beats[beat + 1] - beats[beat]);
    const cell = Math.round(position * subdivisions);
    return cell < 0 || cell >= (last + 1) * subdivisions ? -1 : cell;
  };
}

/**
 * Kick and snare onset strength of a mono signal at 44.1 kHz in 12 subdivisions of each interval between `beats` (n + 1 times,
 * seconds); [n · 12, 2]. The rise of compressed amplitude in 30–140 Hz and in 400–5000 Hz, each put on the nearest subdivision.
 */
export function drumOnsets(signal: Float32Array, beats: readonly Seconds[]): Float32Array {
  const rows = Math.max(0, beats.length - 1);
  const out = new Float32Array(rows * subdivisions * 2);
  if (rows === 0) return out;
  const spectrum = spectrumAt(size);
  const power = new Float32Array(spectrum.bins);
  const cellOf = cellFinder(beats);
  const first = Math.floor((beats[0] * sampleRate) / hop) - 12;
  const last = Math.min(Math.ceil(beats[rows] * sampleRate), signal.length + size) / hop;
  let [kickBefore, snareBefore] = [Infinity, Infinity];
  for (let frame = first; frame <= last; frame++) {
    spectrum.power(signal, frame * hop, power);
    const [kickNow, snareNow] = [level(power, kick), level(power, snare)];
    const cell = cellOf((frame * hop + early) / sampleRate);
    if (cell >= 0) {
      out[cell * 2] += Math.max(0, kickNow - kickBefore);
      out[cell * 2 + 1] += Math.max(0, snareNow - snareBefore);
    }
    [kickBefore, snareBefore] = [kickNow, snareNow];
  }
  return out;
}
