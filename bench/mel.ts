import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readWav } from '../src/adapters/files/readWav.js';
import { rubberbandStretcher } from '../src/adapters/rubberband/rubberbandStretcher.js';
import { featureGain } from '../src/audio/mel/featureGain.js';
import { gridTimes } from '../src/audio/mel/gridTimes.js';
import { logMel } from '../src/audio/mel/logMel.js';
import { melEnergies } from '../src/audio/mel/melEnergies.js';
import { melOnGrid } from '../src/audio/mel/melOnGrid.js';
import { mixMel } from '../src/audio/mel/mixMel.js';
import { nominalMixGains } from '../src/audio/mel/nominalMixGains.js';
import { timeMapOf } from '../src/audio/mix/timeMapOf.js';
import type { StemName } from '../src/domain/role.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs, type Cc0Song } from './cc0Songs.js';
import { stemWavs, type StemWavs } from './stemWavs.js';

export interface MelCase {
  readonly song: string;
  readonly stem: StemName;
  /** Semitones, positive up. */
  readonly shift: number;
  /** Seed's tempo over the stem's. */
  readonly ratio: number;
}

export interface MelResult extends MelCase {
  /** Pearson correlation of all log-mel values, predicted against measured on the rendered audio. */
  readonly correlation: number;
  /** Mean of predicted less measured, log10 units. */
  readonly bias: number;
}

const bars = 16;
const firstBar = 16;

/** Every shift and every ratio at least once, the corners together, for each stem. */
const pairs: readonly (readonly [shift: number, ratio: number])[] = [
  [0, 0.8],
  [0, 0.9],
  [0, 1.1],
  [0, 1.2],
  [-3, 1],
  [-2, 1],
  [-1, 1],
  [1, 1],
  [2, 1],
  [3, 1],
  [-3, 0.8],
  [-3, 1.2],
  [3, 0.8],
  [3, 1.2],
];

async function mono(path: string): Promise<Float32Array> {
  const { channels } = await readWav(path);
  return channels[0].map(
    (x, i) => channels.reduce((sum, channel) => sum + channel[i], x - channels[0][i]) / channels.length,
  );
}

function compare(a: Float32Array, b: Float32Array): { correlation: number; bias: number } {
  const mean = (x: Float32Array) => x.reduce((sum, v) => sum + v, 0) / x.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return { correlation: ab / Math.sqrt(aa * bb), bias: ma - mb };
}

/** Renders one case with Rubber Band, beat on beat, and compares its mel with the one predicted from the untouched stem. */
export async function melCase(wavs: StemWavs, test: MelCase): Promise<MelResult> {
  const bpm = cc0Songs.find(({ name }) => name === test.song)?.bpm ?? 120;
  const beats = Array.from({ length: bars * 4 + 1 }, (_, k) => ((firstBar * 4 + k) * 60) / bpm);
  const target = beats.map((beat) => beat / test.ratio);
  const input = await wavs.wav(test.song, test.stem);
  const output = join(wavs.folder, 'stretched.wav');
  const lead = 0.03;
  const placement = timeMapOf(beats, target, { lead });
  await rubberbandStretcher().stretch({ input, output, ...placement, shift: test.shift, formants: false });
  // Both levels are measured over the same stretch of music.
  const source = (await mono(input)).subarray(
    Math.round((beats[0] - lead) * 44_100),
    Math.round((beats[bars * 4] + 0.3) * 44_100),
  );
  const first = Math.round((beats[0] - lead) * 44_100) / 44_100;
  const predicted = melOnGrid(source, gridTimes(beats.map((beat) => beat - first)), test.shift);
  const measured = melOnGrid(await mono(output), gridTimes(target.map((beat) => beat - target[0] + lead)));
  return { ...test, ...compare(predicted, measured) };
}

/**
 * Correlation of the mel of a mix made from the stems' mels (mixMel, nominal gains) with the mel of the real sum of the stems: vocals,
 * bass + other, drums, 16 bars.
 */
async function mixCorrelation(wavs: StemWavs, song: Cc0Song): Promise<number> {
  const start = (firstBar * 4 * 60) / song.bpm;
  const length = Math.round(((bars * 4 * 60) / song.bpm) * 44_100);
  const stems = await Promise.all(
    (['vocals', 'bass', 'other', 'drums'] as const).map(async (stem) => {
      const at = Math.round(start * 44_100);
      return (await mono(await wavs.wav(song.name, stem))).subarray(at, at + length);
    }),
  );
  const parts = [stems[0], stems[1].map((x, i) => x + stems[2][i]), stems[3]];
  const times = gridTimes(Array.from({ length: bars * 4 + 1 }, (_, k) => (k * 60) / song.bpm));
  const levels = parts.map(featureGain);
  const gains = [nominalMixGains.vocal, nominalMixGains.harmonic, nominalMixGains.percussion];
  const energies = parts.map((part, p) => melEnergies(part, times, { gain: levels[p] })[0]);
  const sum = parts[0].map((_, i) =>
    parts.reduce((total, part, p) => total + levels[p] * gains[p] * part[i], 0),
  );
  return compare(mixMel(energies, gains), logMel(melEnergies(sum, times)[0])).correlation;
}

export interface MelBenchOptions {
  /** Folder with stems/; default ../shared/music. */
  readonly music?: string;
  /** Default: Caesium, as in the method. */
  readonly songs?: readonly string[];
  readonly stems?: readonly StemName[];
  readonly report?: (result: MelResult) => void;
}

/**
 * The beat-grid mel (seen from the untouched stem) against the mel of the really shifted and stretched audio, 16 bars of each stem, for
 * shifts −3 … +3 and tempo ratios 0.8 … 1.2. Undefined where the music is missing.
 */
export async function melBench(options: MelBenchOptions = {}): Promise<readonly BenchRow[] | undefined> {
  const { songs = ['Caesium'], stems = ['vocals', 'other', 'drums'], report } = options;
  const wavs = await stemWavs(options.music);
  if (wavs === undefined) return undefined;
  try {
    const results: MelResult[] = [];
    for (const song of songs)
      for (const stem of stems)
        for (const [shift, ratio] of pairs) {
          const result = await melCase(wavs, { song, stem, shift, ratio });
          report?.(result);
          results.push(result);
        }
    const lowest = stems.map((stem) => {
      const all = results.filter((result) => result.stem === stem).map(({ correlation }) => correlation);
      return {
        name: `beat-grid mel against rendered audio, ${stem}, lowest correlation`,
        value: Math.min(...all),
        unit: '',
      };
    });
    const mixes: number[] = [];
    for (const song of cc0Songs) if (songs.includes(song.name)) mixes.push(await mixCorrelation(wavs, song));
    return [
      ...lowest,
      {
        name: 'mel of a mix from its stems against the real mix, lowest correlation',
        value: Math.min(...mixes),
        unit: '',
      },
    ];
  } finally {
    await wavs.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log('song       stem    shift  ratio  correlation  bias (log10)');
  const rows = await melBench({
    songs: process.argv.length > 2 ? process.argv.slice(2) : ['Caesium'],
    report: ({ song, stem, shift, ratio, correlation, bias }) =>
      console.log(
        `${song.padEnd(10)} ${stem.padEnd(7)} ${String(shift).padStart(5)}  ${ratio.toFixed(1).padStart(5)}  ${correlation.toFixed(4).padStart(11)}  ${bias.toFixed(3).padStart(12)}`,
      ),
  });
  for (const { name, value } of rows ?? []) console.log(`${name}: ${value.toFixed(4)}`);
  if (rows === undefined) console.log('skipped: ../shared/music/stems is missing');
}
