import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { hearRuleFeatures } from '../src/adapters/audio/roleFeatures.js';
import { readStems, rolesOf } from '../src/adapters/audio/regionFiles.js';
import { ffmpegDecoder } from '../src/adapters/ffmpeg/ffmpegDecoder.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { roles, stemNames } from '../src/domain/role.js';
import { bootstrapMean, grouped } from '../src/evaluation/bootstrap.js';
import { groupStart } from '../src/mashability/features/groupStart.js';
import type { RuleFeatures } from '../src/mashability/features/ruleFeatures.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs, type Cc0Song } from './cc0Songs.js';
import { stemWavs, type StemWavs } from './stemWavs.js';

/** The first bar of a group of four in each CC0 song, by where voice and drums come in and go out. */
const firstOfGroup: Readonly<Record<string, number>> = {
  ...{ Hydrogen: 0, Sodium: 2, Potassium: 2, Rubidium: 3, Caesium: 0 },
};
const [meter, group, songBars] = [4, 4, 48];
/** Bars of a region, and of what is played of it. */
const [regionBars, played] = [20, 16];

/** One choice of a start; right where it begins a group. */
interface Choice {
  readonly song: string;
  readonly right: boolean;
}

const clock = (bars: number, bpm: number): readonly number[] =>
  Array.from({ length: bars * meter + 1 }, (_, beat) => (beat * 60) / bpm);

const barsOf = ({ chroma, onsets, bands }: RuleFeatures, from: number, count: number): RuleFeatures => {
  const rows = (values: Float32Array, width: number): Float32Array =>
    values.subarray(from * meter * width, (from + count) * meter * width);
  return { beats: count * meter, chroma: rows(chroma, 12), onsets: rows(onsets, 24), bands: rows(bands, 3) };
};

/** Regions of a song from each of its bars on. */
async function choicesOf(wavs: StemWavs, { name, bpm }: Cc0Song): Promise<readonly Choice[]> {
  const mono = async (stem: (typeof stemNames)[number]): Promise<Float32Array> =>
    monoMix(await readWav(await wavs.wav(name, stem)));
  const [vocals, drums, bass, other] = [
    await mono('vocals'),
    await mono('drums'),
    await mono('bass'),
    await mono('other'),
  ];
  const parts = [vocals, drums, other.map((x, i) => x + (bass[i] || 0))].map((signal) =>
    hearRuleFeatures({ mono: signal, beats: clock(songBars, bpm), tuning: 0 }),
  );
  return Array.from({ length: songBars - regionBars + 1 }, (_, first) => {
    const start = groupStart(
      parts.map((part) => barsOf(part, first, regionBars)),
      { meter, bars: played },
    );
    return { song: name, right: (first + start - firstOfGroup[name]) % group === 0 };
  });
}

const mashSchema = z.object({ title: z.string(), bpm: z.number() });

/** A rendered window, whose title tells its first bar; scores are taken to have groups from their first bar on. */
async function choiceOfWindow(folder: string, work: string): Promise<Choice> {
  const { title, bpm } = mashSchema.parse(JSON.parse(await readFile(join(folder, 'mash.json'), 'utf8')));
  const files = await readdir(folder);
  const stems = stemNames.filter((stem) => files.includes(`${stem}.flac`));
  const outputs = Object.fromEntries(stems.map((stem) => [stem, join(work, `${stem}.wav`)]));
  for (const stem of stems)
    await ffmpegDecoder().decode({
      ...{ uri: join(folder, `${stem}.flac`), output: outputs[stem], maxDuration: 120 },
    });
  const parts = rolesOf(await readStems(outputs));
  const seconds = (await readWav(outputs['vocals'])).channels[0].length / 44_100;
  const bars = Math.floor((seconds * bpm) / 60 / meter + 0.01);
  const features = roles.flatMap((role) => {
    const mono = parts[role]?.mono;
    return mono ? [hearRuleFeatures({ mono, beats: clock(bars, bpm), tuning: 0 })] : [];
  });
  const first = Number(/\(bar (\d+)\)/.exec(title)?.[1] ?? 1) - 1;
  const start = groupStart(features, { meter, bars: bars - group });
  return { song: title.replace(/ \(bar.*/, ''), right: (first + start) % group === 0 };
}

async function choicesOfWindows(rendered: string): Promise<readonly Choice[]> {
  const work = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  try {
    const choices: Choice[] = [];
    for (const name of (await readdir(rendered)).sort())
      if (!name.startsWith('.')) choices.push(await choiceOfWindow(join(rendered, name), work));
    return choices;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function rowOf(name: string, choices: readonly Choice[]): BenchRow {
  const { mean, low, high, count } = bootstrapMean(
    grouped(
      choices,
      ({ song }) => song,
      ({ right }) => (right ? 1 : 0),
    ),
  );
  return {
    name: `${name}: starts with a group of four [${low.toFixed(2)}, ${high.toFixed(2)}] of ${count}`,
    value: mean,
    unit: '',
  };
}

/**
 * How often the accompaniment begins with a group of four bars (a guess: 0.25): regions of 20 bars of the CC0 songs from each bar on, true stems and beats,
 * and rendered windows of scores in a folder. Undefined where the music is missing.
 */
export async function groupsBench(
  music?: string,
  rendered?: string,
): Promise<readonly BenchRow[] | undefined> {
  const wavs = await stemWavs(music);
  if (!wavs) return undefined;
  try {
    const rows: BenchRow[] = [];
    const all: Choice[] = [];
    for (const song of cc0Songs) {
      const choices = await choicesOf(wavs, song);
      rows.push({
        name: `${song.name}: starts with a group of four`,
        value: choices.filter(({ right }) => right).length / choices.length,
        unit: '',
      });
      all.push(...choices);
    }
    rows.push(rowOf('CC0 songs', all));
    if (rendered !== undefined) rows.push(rowOf('rendered windows', await choicesOfWindows(rendered)));
    return rows;
  } finally {
    await wavs.close();
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await groupsBench(undefined, process.argv[2]));
