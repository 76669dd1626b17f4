import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { rubberbandStretcher } from '../src/adapters/rubberband/rubberbandStretcher.js';
import { timeMapOf } from '../src/audio/mix/timeMapOf.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs, type Cc0Song } from './cc0Songs.js';
import { stemWavs, type StemWavs } from './stemWavs.js';
import { strongestOnset } from './strongestOnset.js';

export interface AlignmentInput {
  /** Rendered drums, mono, 44.1 kHz. */
  readonly drums: Float32Array;
  /** True beats of the vocal, seconds in the render. */
  readonly vocalBeats: readonly number[];
  /** The drums before rendering, mono, 44.1 kHz. */
  readonly source: Float32Array;
  /** True beats of the drums' song, seconds in `source`: beat k was laid on vocal beat k. */
  readonly sourceBeats: readonly number[];
}

export interface Alignment {
  /** Beats where drums sound, both before and after. */
  readonly beats: number;
  /** Of the absolute errors, ms. */
  readonly median: number;
  readonly p95: number;
  /** Median of the signed errors, ms: positive is late. */
  readonly bias: number;
  /** Absolute median error over the last quarter of the beats less that over the first, ms. */
  readonly growth: number;
}

const reach = 0.06;
/** Onsets weaker than this part of the strong ones are no drum strokes. */
const weakest = 0.25;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? NaN;
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Errors in ms, in the order of time, where drums sound: the strongest onset within ±60 ms of the vocal's beat, less its offset in its source. */
export function alignmentErrors({
  drums,
  vocalBeats,
  source,
  sourceBeats,
}: AlignmentInput): readonly number[] {
  const [heard, played] = [strongestOnset(drums, reach), strongestOnset(source, reach)];
  const pairs = vocalBeats.slice(0, -1).map((beat, k) => {
    const rate = (vocalBeats[k + 1] - beat) / (sourceBeats[k + 1] - sourceBeats[k]);
    const [there, here] = [played(sourceBeats[k]), heard(beat)];
    const error = 1000 * (here.time - beat - (there.time - sourceBeats[k]) * rate);
    return { error, here: here.strength, there: there.strength };
  });
  const [strongHere, strongThere] = [pairs.map(({ here }) => here), pairs.map(({ there }) => there)].map(
    (s) => weakest * quantile(s, 0.9),
  );
  return pairs
    .filter(({ here, there }) => here > strongHere && there > strongThere)
    .map(({ error }) => error);
}

/** The figures of beat alignment from its errors. */
export function alignmentOf(errors: readonly number[]): Alignment {
  const sizes = errors.map(Math.abs);
  const quarter = Math.max(1, Math.floor(errors.length / 4));
  const growth = Math.abs(median(errors.slice(-quarter))) - Math.abs(median(errors.slice(0, quarter)));
  return {
    beats: errors.length,
    median: median(sizes),
    p95: quantile(sizes, 0.95),
    bias: median(errors),
    growth,
  };
}

const bars = 16;
const beatsFrom = (bar: number, { bpm }: Cc0Song): number[] =>
  Array.from({ length: bars * 4 + 1 }, (_, k) => ((bar * 4 + k) * 60) / bpm);

async function mono(path: string): Promise<Float32Array> {
  const { channels } = await readWav(path);
  return channels[0].map((x, i) => (x + channels[1][i]) / 2);
}

/** Renders the drums of one song on the true beats of another and measures them; both from bar 16. */
export async function alignDrums(wavs: StemWavs, vocal: Cc0Song, drums: Cc0Song): Promise<readonly number[]> {
  const [target, sourceBeats] = [beatsFrom(16, vocal), beatsFrom(16, drums)];
  const input = await wavs.wav(drums.name, 'drums');
  const output = join(wavs.folder, 'aligned.wav');
  const placement = timeMapOf(sourceBeats, target);
  await rubberbandStretcher().stretch({ input, output, ...placement, shift: 0, formants: false });
  const vocalBeats = placement.timeMap.map(([, heard]) => heard);
  return alignmentErrors({ drums: await mono(output), vocalBeats, source: await mono(input), sourceBeats });
}

/** Beat alignment over all pairs of CC0 songs within the tempo rule, beats known. Undefined where the music is missing. */
export async function alignmentBench(
  report?: (vocal: string, drums: string, alignment: Alignment) => void,
  music?: string,
): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (wavs === undefined) return undefined;
  try {
    const all: number[] = [];
    let growth = -Infinity;
    for (const vocal of cc0Songs)
      for (const drums of cc0Songs) {
        const ratio = vocal.bpm / drums.bpm;
        if (vocal === drums || ratio < 0.8 || ratio > 1.2) continue;
        const errors = await alignDrums(wavs, vocal, drums);
        const alignment = alignmentOf(errors);
        report?.(vocal.name, drums.name, alignment);
        all.push(...errors);
        growth = Math.max(growth, alignment.growth);
      }
    const { median, p95, beats } = alignmentOf(all);
    return [
      { name: 'beat alignment in renders, true beats, median', value: median, unit: 'ms' },
      { name: 'beat alignment in renders, true beats, 95 %', value: p95, unit: 'ms' },
      {
        name: 'beat alignment in renders, largest growth from first to last quarter',
        value: growth,
        unit: 'ms',
      },
      { name: 'beat alignment in renders, beats measured', value: beats, unit: '' },
    ];
  } finally {
    await wavs.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rows = await alignmentBench((vocal, drums, { beats, median, p95, bias, growth }) => {
    const figures = [median, p95, bias, growth].map((x) => x.toFixed(1).padStart(6)).join(' ');
    console.log(
      `${vocal.padEnd(10)} ${drums.padEnd(10)} ${String(beats).padStart(3)} ${figures}  (median, 95 %, bias, growth; ms)`,
    );
  });
  for (const { name, value, unit } of rows ?? []) console.log(`${name}: ${value.toFixed(1)} ${unit}`);
  if (rows === undefined) console.log('skipped: ../shared/music/stems is missing');
}
