import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createWav } from '../src/adapters/files/createWav.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { rubberbandStretcher } from '../src/adapters/rubberband/rubberbandStretcher.js';
import { gridTimes } from '../src/audio/mel/gridTimes.js';
import { melOnGrid } from '../src/audio/mel/melOnGrid.js';
import { timeMapOf } from '../src/audio/mix/timeMapOf.js';
import { sampleRate } from '../src/domain/audio.js';
import { randomFrom } from '../src/domain/random.js';
import type { Seconds, Semitones } from '../src/domain/units.js';
import { widths, type MixNetOptions } from '../src/model/networks/mixBlocks.js';
import type { Stretcher } from '../src/ports/stretcher.js';
import type { BenchRow } from './benchRow.js';
import { leastInTurns } from './leastInTurns.js';
import { candidates, mixPieces, opened } from './mixPieces.js';
import type { Spent } from './spent.js';

/** 16 bars of four beats of a harmony and of drums at 110 bpm, which go to 120 bpm, the harmony two semitones up. */
const usualBars = 16;
const [ownTempo, seedTempo] = [110, 120];
const shift: Semitones = 2;

const beatsAt = (bpm: number, bars: number): readonly Seconds[] =>
  Array.from({ length: 4 * bars + 1 }, (_, k) => (k * 60) / bpm);

/** One channel of chords that are struck on the beats, with noise: what is heard makes no difference to what it costs. */
async function writePart(path: string, bars: number): Promise<void> {
  const random = randomFrom('bench', 'paper route');
  const samples = Float32Array.from(
    { length: Math.round((sampleRate * (4 * bars + 1) * 60) / ownTempo) },
    (_, i) => {
      const [at, since] = [i / sampleRate, ((i / sampleRate) * ownTempo) / 60];
      const chord = [220, 277.2, 329.6].reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * at), 0);
      return 0.1 * Math.exp(-3 * (since % 1)) * (chord + random.range(-1, 1));
    },
  );
  const sink = await createWav(path, { sampleRate, channels: 1 });
  await sink.append([samples]);
  await sink.close();
}

/** Rubber Band's engine R2 behind the arguments of R3. */
async function writeR2(path: string): Promise<void> {
  await writeFile(path, '#!/bin/sh\n[ "$1 $2" = "-q -3" ] || exit 1\nshift 2\nexec rubberband -q -2 "$@"\n');
  await chmod(path, 0o755);
}

/** What the paper does to hear a part of another song: its sound is moved to the seed's tempo and key, and its spectrogram made. */
function hear(
  stretcher: Stretcher,
  { folder, bars, by }: { readonly folder: string; readonly bars: number; readonly by: Semitones },
): Promise<unknown> {
  const [input, output] = [join(folder, 'part.wav'), join(folder, 'moved.wav')];
  const target = beatsAt(seedTempo, bars);
  const placement = timeMapOf(beatsAt(ownTempo, bars), target);
  const lead = placement.timeMap[0][1];
  return stretcher
    .stretch({ input, output, ...placement, shift: by, formants: false })
    .then(() => readWav(output))
    .then(({ channels }) => melOnGrid(channels[0], gridTimes(target.map((beat) => beat + lead))));
}

/**
 * A candidate by the paper's route (harmony and drums moved by Rubber Band, each in one channel; two spectrograms, the voice's is there; the whole network) against the head on
 * projections that are there, 16 candidates a call.
 */
export async function paperRouteBench(
  options: MixNetOptions = { width: 1 },
  { rounds = 3, bars = usualBars }: { readonly rounds?: number; readonly bars?: number } = {},
): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  try {
    await writePart(join(folder, 'part.wav'), bars);
    const program = join(folder, 'r2');
    await writeR2(program);
    const [whole, head] = [await opened(mixPieces(options).whole), await opened(mixPieces(options).head)];
    const [fine, fast] = [rubberbandStretcher(), rubberbandStretcher({ program })];
    const both = (stretcher: Stretcher) => async (): Promise<void> => {
      await hear(stretcher, { folder, bars, by: shift });
      await hear(stretcher, { folder, bars, by: 0 });
    };
    const turns = { R3: { run: both(fine) }, R2: { run: both(fast) }, whole, head: { ...head, calls: 8 } };
    const least = await leastInTurns(turns, rounds);
    await whole.close();
    await head.close();
    return rowsOf(least, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function rowsOf(
  least: Readonly<Record<'R3' | 'R2' | 'whole' | 'head', Spent>>,
  { width }: MixNetOptions,
): readonly BenchRow[] {
  return (
    [
      ['clock', 'wall'],
      ['processor time', 'cpu'],
    ] as const
  ).flatMap(([by, kind]) => {
    const row = (name: string, value: number, unit: string): BenchRow => ({
      ...{ name: `width ${width}: ${name}, by ${by}`, value, unit },
    });
    const [whole, head] = [least.whole[kind], least.head[kind] / candidates];
    return [
      row('whole network', whole, 'ms'),
      row('head, 16 at a time', head, 'ms a candidate'),
      ...(['R3', 'R2'] as const).flatMap((engine) => [
        row(`harmony and drums moved (${engine}) and heard`, least[engine][kind], 'ms'),
        row(`paper's route (${engine}) against head`, (least[engine][kind] + whole) / head, '×'),
      ]),
    ];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const width = widths.find((each) => each === Number(process.argv[2])) ?? 1;
  console.table(await paperRouteBench({ width }));
}
