import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ffmpegEncoder } from '../src/adapters/ffmpeg/ffmpegEncoder.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { stemRefs } from '../src/domain/clip.js';
import { openState } from '../src/cli/runtime/wiring/openState.js';
import { alignmentErrors, alignmentOf } from './alignment.js';
import type { BenchRow } from './benchRow.js';
import { cc0Songs } from './cc0Songs.js';

const partSchema = z.object({
  role: z.string(),
  clipId: z.string(),
  source: z.object({ title: z.string() }),
  from: z.object({ start: z.number() }),
});
const mashupSchema = z.object({
  condition: z.string(),
  bars: z.number(),
  firstDownbeat: z.number(),
  parts: z.array(partSchema),
  files: z.object({ percussion: z.string() }),
});

/** True beats of a demo song (every excerpt begins on a downbeat) from the one nearest to `start`, seconds in the excerpt. */
function trueBeats(title: string, start: number, count: number): number[] | undefined {
  const song = cc0Songs.find(({ name }) => name === title);
  if (!song) return undefined;
  const beat = 60 / song.bpm;
  const first = Math.round(start / beat);
  return Array.from({ length: count }, (_, k) => (first + k) * beat);
}

/**
 * Beat alignment in the mashups that a run of the demo has rendered, beats found by the analysis, truth from the songs: at each true beat of
 * the vocal the strongest drum onset within ±60 ms, less its offset from its own beat in its source.
 */
export async function runAlignment(data: string, out: string): Promise<readonly BenchRow[]> {
  const state = openState(data, 'look');
  const work = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  const mono = async (flac: string): Promise<Float32Array> => {
    const wav = join(work, 'read.wav');
    await ffmpegEncoder().toWav(flac, wav);
    return monoMix(await readWav(wav));
  };
  const all: number[] = [];
  let growth = -Infinity;
  try {
    const entries = await readdir(out, { withFileTypes: true });
    for (const { name: folder } of entries.filter((entry) => entry.isDirectory())) {
      if (folder === 'older') continue;
      const mashup = mashupSchema.parse(JSON.parse(await readFile(join(out, folder, 'mashup.json'), 'utf8')));
      const [vocal, drums] = ['vocal', 'percussion'].map((role) =>
        mashup.parts.find((part) => part.role === role),
      );
      // Unmatched ones are meant to clash; other formats are the same audio again.
      if (mashup.condition !== 'matched' || mashup.files.percussion !== 'percussion.flac') continue;
      const clip = drums && (await state.catalogue.getClip(drums.clipId));
      const stem = clip && stemRefs(clip, 'percussion').at(0);
      if (!vocal || !drums || !clip || !stem) continue;
      const count = mashup.bars * 4 + 1;
      const vocalTimes = trueBeats(vocal.source.title, vocal.from.start, count);
      const sourceTimes = trueBeats(drums.source.title, drums.from.start, count);
      if (!vocalTimes || !sourceTimes) continue;
      const errors = alignmentErrors({
        drums: await mono(join(out, folder, 'percussion.flac')),
        vocalBeats: vocalTimes.map((time) => mashup.firstDownbeat + time - vocal.from.start),
        source: await mono(await state.blobs.localFile(stem, join(work, 'stored'))),
        sourceBeats: sourceTimes.map((time) => time - clip.region.start),
      });
      all.push(...errors);
      growth = Math.max(growth, alignmentOf(errors).growth);
    }
  } finally {
    await state.close();
    await rm(work, { recursive: true, force: true });
  }
  const { median, p95, beats } = alignmentOf(all);
  return [
    { name: 'beat alignment in the mashups of a run, median', value: median, unit: 'ms' },
    { name: 'beat alignment in the mashups of a run, 95 %', value: p95, unit: 'ms' },
    {
      name: 'beat alignment in the mashups of a run, largest growth from first to last quarter',
      value: growth,
      unit: 'ms',
    },
    { name: 'beat alignment in the mashups of a run, beats measured', value: beats, unit: '' },
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await runAlignment(process.argv[2] ?? 'data/demo', process.argv[3] ?? 'out/demo'));
