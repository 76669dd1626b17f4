import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { amplitude } from '../src/audio/loudness/amplitude.js';
import { soundingLoudness } from '../src/audio/loudness/soundingLoudness.js';
import { heardRows, type HeardRows } from '../src/audio/semitones/heardRows.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { leakLevel } from '../src/cli/runtime/evaluating/bleedControl.js';
import { countedBeats } from '../src/domain/music/beatRatio.js';
import type { Bpm, Seconds } from '../src/domain/units.js';
import { rowsWithLeak } from '../src/evaluation/rowsWithLeak.js';
import { regriddedRows } from '../src/mashability/rows/regriddedRows.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs } from './cc0Songs.js';
import { correlation } from './correlation.js';
import { stemWavs } from './stemWavs.js';

const bars = 16;
/** Where the unit begins, in bars: all songs sound there. */
const firstBar = 16;
/** Beats that have nothing to do with the part's: so much longer, and so much later. */
const [slower, later]: readonly [number, Seconds] = [1.23, 0.17];

const beatsOf = (bpm: Bpm): Seconds[] =>
  Array.from({ length: 4 * bars + 1 }, (_, beat) => ((4 * firstBar + beat) * 60) / bpm);

const otherBeats = (own: readonly Seconds[]): Seconds[] =>
  Array.from(
    { length: Math.floor((4 * bars) / slower) },
    (_, beat) => own[0] + later + beat * slower * (own[1] - own[0]),
  );

/** The samples of a stem between the first and the last of some beats, and the beats on their clock. */
interface Unit {
  readonly signal: Float32Array;
  readonly beats: readonly Seconds[];
}
const cut = (signal: Float32Array, beats: readonly Seconds[]): Unit => {
  const [from, to] = [beats[0], beats[beats.length - 1]].map((time) => Math.round(time * 44_100));
  return { signal: signal.subarray(from, to), beats: beats.map((beat) => beat - beats[0]) };
};

/** Correlations of rows that are made of stored ones with those that are heard, by what is made. */
type Found = Record<string, number[]>;

function compare(found: Found, name: string, made: HeardRows, heard: HeardRows): void {
  (found[name] ??= []).push(correlation(made.rows, heard.rows));
}

function onOtherBeats(found: Found, signal: Float32Array, own: readonly Seconds[]): void {
  const all = heardRows(signal, own);
  for (const [name, beats] of [
    ['in half time', countedBeats(own, 2)],
    ['in double time', countedBeats(own, 0.5)],
    ['on other beats', otherBeats(own)],
  ] as const)
    compare(found, `rows ${name}`, regriddedRows(all, own, beats), heardRows(signal, beats));
}

/** A voice in its own song's harmony, in sound and in rows: all of both, and what the leak changes. */
function leaking(found: Found, { signal, beats }: Unit, voice: Float32Array): void {
  const [loud, sung] = [soundingLoudness(signal), soundingLoudness(voice)];
  if (loud === null || sung === null) return;
  const gain = amplitude(loud - sung + leakLevel);
  const heard = heardRows(
    signal.map((x, i) => x + gain * voice[i]),
    beats,
  );
  const plain = heardRows(signal, beats);
  const made = rowsWithLeak(plain, { from: heardRows(voice, beats), level: leakLevel, shift: 0 });
  compare(found, 'rows with a leak', made, heard);
  const change = ({ rows }: HeardRows): number[] => Array.from(rows, (x, i) => x - plain.rows[i]);
  (found['what a leak changes in rows'] ??= []).push(correlation(change(made), change(heard)));
}

/**
 * How close rows of semitones that mashstream makes of stored ones come to those that are heard: of parts in half and double time, of parts that play at their
 * own speed, and of parts into which a voice leaks (mashstream evaluate). Undefined where the CC0 stems are missing.
 */
export async function madeRowsBench(music?: string): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    const found: Found = {};
    for (const { name, bpm } of cc0Songs) {
      const own = beatsOf(bpm);
      const mono = async (stem: 'vocals' | 'other'): Promise<Float32Array> =>
        monoMix(await readWav(await wavs.wav(name, stem)));
      const [voice, harmony] = [await mono('vocals'), await mono('other')];
      for (const signal of [voice, harmony]) onOtherBeats(found, signal, own);
      leaking(found, cut(harmony, own), cut(voice, own).signal);
    }
    return Object.entries(found).flatMap(([name, values]) => [
      {
        name: `${name}, made and heard, correlation, mean of ${values.length}`,
        value: values.reduce((sum, x) => sum + x, 0) / values.length,
        unit: '',
      },
      { name: `${name}, the lowest`, value: Math.min(...values), unit: '' },
    ]);
  } finally {
    await wavs.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href)
  for (const { name, value } of (await madeRowsBench()) ?? []) console.log(`${name}: ${value.toFixed(3)}`);
