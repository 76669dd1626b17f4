import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { amplitude } from '../src/audio/loudness/amplitude.js';
import { analyzeRegion } from '../src/audio/regions/analyzeRegion.js';
import { cutUnit } from '../src/audio/regions/cutUnit.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { sungFrames } from '../src/audio/voice/sungFrames.js';
import { vocalFrames } from '../src/audio/voice/vocalFrames.js';
import { voiceQuality } from '../src/audio/voice/voiceQuality.js';
import { stemNames } from '../src/domain/role.js';
import type { BenchRow } from './benchRow.js';
import { heldChords, heldInstruments, type HeldInstrument } from './heldChords.js';
import { stemWavs, type StemWavs } from './stemWavs.js';
import { voiceExcerpts, voiceTruth, type VoiceExcerpt } from './voiceTruth.js';

const rate = 44_100;
const levels = [-12, -6, 0] as const;

export interface VoiceResult {
  readonly excerpt: VoiceExcerpt;
  /** What was mixed into the vocals, and at which level against the voice where it sings. */
  readonly beside: string;
  /** Shares of the time: truth, found, and found by level alone as before. */
  readonly truth: number;
  readonly found: number;
  readonly byLevel: number;
  /** Share of the frames that are right. */
  readonly right: number;
}

interface Material {
  readonly vocals: Float32Array;
  readonly drums: Float32Array;
  /** Drums, bass and other. */
  readonly rest: Float32Array;
}

const sumOf = (a: Float32Array, b: Float32Array, gain = 1): Float32Array =>
  a.map((x, i) => x + gain * (b[i] ?? 0));
const share = (flags: Uint8Array): number => flags.reduce((a, b) => a + b, 0) / flags.length;

async function materialOf(
  wavs: StemWavs,
  { song, from, to }: Pick<VoiceExcerpt, 'song' | 'from' | 'to'>,
): Promise<Material> {
  const range = { start: from, duration: to - from };
  const [vocals, drums, bass, other] = await Promise.all(
    stemNames.map(async (stem) => monoMix(await readWav(await wavs.wav(song, stem), range))),
  );
  return { vocals, drums, rest: sumOf(sumOf(drums, bass), other) };
}

const hop = 1024;

/** Root mean square where a flag is set, everywhere without flags. */
function level(signal: Float32Array, flags?: Uint8Array): number {
  const heard = flags ? signal.filter((_, i) => flags[Math.floor(i / hop)] === 1) : signal;
  return Math.sqrt(heard.reduce((sum, x) => sum + x * x, 0) / heard.length);
}

function judge(
  excerpt: VoiceExcerpt,
  { vocals, rest }: Pick<Material, 'vocals' | 'rest'>,
  { truth, beside }: { readonly truth: Uint8Array; readonly beside: string },
): VoiceResult {
  const { sounding } = sungFrames({ vocals, rest }, rate);
  const before = vocalFrames(vocals, sumOf(vocals, rest), rate).sounding;
  const right = sounding.filter((flag, t) => flag === truth[t]).length / sounding.length;
  return {
    ...{ excerpt, beside, right },
    ...{ truth: share(truth), found: share(sounding), byLevel: share(before) },
  };
}

/** One excerpt by itself, and with pads, choirs and drums at three levels in its vocals stem. */
function judgeAll(
  excerpt: VoiceExcerpt,
  material: Material,
  held: ReadonlyMap<string, Float32Array>,
): readonly VoiceResult[] {
  const { vocals, drums, rest } = material;
  const truth = voiceTruth(excerpt, vocals, hop);
  const loud = level(vocals, truth);
  const all: VoiceResult[] = [judge(excerpt, material, { truth, beside: 'nothing' })];
  for (const [name, signal] of [...held, ['drums', drums] as const]) {
    const part = signal.subarray(0, vocals.length);
    for (const decibels of levels) {
      const gain = (loud * amplitude(decibels)) / level(part);
      const beside = `${name} ${decibels} dB`;
      all.push(judge(excerpt, { vocals: sumOf(vocals, part, gain), rest }, { truth, beside }));
    }
  }
  return all;
}

/** Share of the time that a song's demo excerpt, cut to its unit, is sung, of true stems; bars from 0. */
async function demoUnit(
  wavs: StemWavs,
  song: string,
  { bpm, first, end }: Record<'bpm' | 'first' | 'end', number>,
) {
  const bar = 240 / bpm;
  const { vocals, drums, rest } = await materialOf(wavs, { song, from: first * bar, to: end * bar });
  const other = rest.map((x, i) => x - drums[i]);
  const region = analyzeRegion({ vocals, drums, other, sampleRate: rate }, { bpm, firstDownbeat: 0 });
  const unit = cutUnit(region);
  const sung = unit ? unit.activity.reduce((a, b) => a + b, 0) / unit.activity.length : NaN;
  return { name: `share of the time that the demo's unit of ${song} is sung`, value: sung, unit: '' };
}

/** Processor time of finding and judging the voice of 30 s. */
function costOf({ vocals, drums, rest }: Material): readonly BenchRow[] {
  const cut = (signal: Float32Array): Float32Array => signal.subarray(0, 30 * rate);
  const half = { vocals: cut(vocals), drums: cut(drums), rest: cut(rest) };
  const seconds = (work: () => void): number => {
    const before = process.cpuUsage();
    work();
    return process.cpuUsage(before).user / 1e6;
  };
  const bars = Array.from({ length: 16 }, (_, i) => 2 * i);
  const found = seconds(() => sungFrames(half, rate));
  const frames = sungFrames(half, rate);
  const judged = seconds(() => voiceQuality({ ...half, sampleRate: rate, bars }, frames));
  return [
    { name: 'sung frames of 30 s, processor time', value: found, unit: 's' },
    { name: 'voice quality of 30 s, processor time', value: judged, unit: 's' },
  ];
}

/** Share of results within ten points of the truth, and the worst. */
function summary(results: readonly VoiceResult[], of: string): readonly BenchRow[] {
  const errors = results.map(({ found, truth }) => Math.abs(found - truth));
  const before = results.map(({ byLevel, truth }) => Math.abs(byLevel - truth));
  const within = (values: readonly number[]): number => values.filter((error) => error <= 0.1).length;
  const right = results.reduce((sum, result) => sum + result.right, 0) / results.length;
  return [
    { name: `${of}: within 10 points, of ${results.length}`, value: within(errors), unit: '' },
    { name: `${of}: the same by level alone`, value: within(before), unit: '' },
    { name: `${of}: largest error`, value: 100 * Math.max(...errors), unit: 'points' },
    { name: `${of}: frames that are right`, value: 100 * right, unit: '%' },
  ];
}

/** Where a voice sings, against the truth of the CC0 songs. Undefined where the music is missing. */
export async function voiceBench(
  music?: string,
  report?: (result: VoiceResult) => void,
): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (wavs === undefined) return undefined;
  try {
    const held = new Map<string, Float32Array>();
    for (const name of Object.keys(heldInstruments) as HeldInstrument[]) {
      // its own keys
      const chords = await heldChords(name, { seconds: 90, folder: wavs.folder });
      if (chords) held.set(name, chords);
    }
    const results: VoiceResult[] = [];
    let cost: readonly BenchRow[] = [];
    for (const excerpt of voiceExcerpts) {
      const material = await materialOf(wavs, excerpt);
      if (cost.length === 0) cost = costOf(material);
      for (const result of judgeAll(excerpt, material, held)) {
        report?.(result);
        results.push(result);
      }
    }
    return [
      ...summary(
        results.filter(({ excerpt }) => excerpt.tuned),
        'excerpts that thresholds were chosen on',
      ),
      ...summary(
        results.filter(({ excerpt }) => !excerpt.tuned),
        'other excerpts',
      ),
      await demoUnit(wavs, 'Sodium', { bpm: 140, first: 12, end: 33 }),
      await demoUnit(wavs, 'Hydrogen', { bpm: 132, first: 28, end: 48 }),
      ...cost,
    ];
  } finally {
    await wavs.close();
  }
}

if (import.meta.url === pathToFileURL(process.argv.at(1) ?? '').href) {
  const rows = await voiceBench(
    undefined,
    ({ excerpt: { song, from, to }, beside, truth, found, byLevel, right }) => {
      const [a, b, c, d] = [truth, found, byLevel, right].map((value) =>
        (100 * value).toFixed(0).padStart(4),
      );
      console.log(
        `${song} ${from}–${to} s`.padEnd(20),
        beside.padEnd(18),
        `truth ${a}  sung ${b}  by level ${c}  right ${d} %`,
      );
    },
  );
  for (const { name, value, unit } of rows ?? []) console.log(`${name}: ${value.toFixed(2)} ${unit}`);
  if (rows === undefined) console.log('skipped: ../shared/music/stems is missing');
}
