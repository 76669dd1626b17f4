import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ffmpegEncoder } from '../src/adapters/ffmpeg/ffmpegEncoder.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import { openState, type State } from '../src/cli/runtime/wiring/openState.js';
import { stemRefs, type Clip } from '../src/domain/clip.js';
import { voiceGrid } from '../src/mashability/played.js';
import type { BenchRow } from './benchRow.js';
import { heldNote } from './phrases/heldNote.js';
import { phraseFigures, type PhraseEnds } from './phrases/phraseEnds.js';
import { unitsOfStems } from './phrases/unitsOfStems.js';

const mashupSchema = z.object({
  condition: z.string(),
  seedClipId: z.string(),
  bars: z.number(),
  firstDownbeat: z.number(),
  parts: z.array(z.object({ role: z.string(), source: z.object({ title: z.string().optional() }) })),
  files: z.object({ vocal: z.string() }),
});
type Made = z.infer<typeof mashupSchema>;

/** Below this nothing sounds in a file of 24 bits. */
const silent = 1e-6;
/** A part is faded in this fast, and fades out about so long. */
const fade = { in: 0.01, out: 0.1 } as const;

/** First and last sample of a part that sounds, seconds. */
function heardFrom(signal: Float32Array, rate: number): readonly [number, number] {
  const sounds = (x: number): boolean => Math.abs(x) > silent;
  return [signal.findIndex(sounds) / rate, signal.findLastIndex(sounds) / rate];
}

type Read = (file: string) => Promise<{ readonly signal: Float32Array; readonly rate: number }>;

/** The vocals of a clip, as they were separated. */
async function vocalsOf(state: State, clip: Clip, { read, work }: Reading): ReturnType<Read> {
  const [ref] = stemRefs(clip, 'vocal');
  return read(await state.blobs.localFile(ref, join(work, 'vocals.flac')));
}

interface Reading {
  readonly read: Read;
  readonly work: string;
}

/** A rendered mashup, its voice looked at in the stem that it was made from; undefined for other conditions. */
async function endsOf(state: State, folder: string, reading: Reading): Promise<PhraseEnds | undefined> {
  const json = await readFile(join(folder, 'mashup.json'), 'utf8').catch(() => undefined);
  const made: Made | undefined = json === undefined ? undefined : mashupSchema.parse(JSON.parse(json));
  const clip = made?.condition === 'matched' ? await state.catalogue.getClip(made.seedClipId) : undefined;
  if (!made || !clip) return undefined;
  const { signal, rate } = await vocalsOf(state, clip, reading);
  const held = heldNote(signal, rate);
  const { beats, meter } = voiceGrid(clip);
  const lines = Array.from({ length: made.bars + 1 }, (_, bar) => held(beats[bar * (meter ?? 4)]));
  const rendered = await reading.read(join(folder, made.files.vocal));
  // The voice keeps its own speed.
  const [start, end] = heardFrom(rendered.signal, rendered.rate).map(
    (time) => beats[0] + time - made.firstDownbeat,
  );
  const name = made.parts.map(({ source }) => source.title ?? '?').join(' / ');
  return { name, lines, heard: [held(start + fade.in), held(end - fade.out)] };
}

function textOf({ name, lines, heard }: PhraseEnds): string {
  const marks = [lines[0], lines[lines.length - 1], ...(heard ?? [])].map((flag) =>
    (flag ? 'held' : '-').padEnd(5),
  );
  return `${marks.join('')} ${name}`;
}

/**
 * In how many mashups of a results folder the voice is cut at no note: a pitch tracker's measure (heldNote) of the separated vocals in the data folder that
 * they were made from. npx tsx bench/phrases.ts data out; without folders: units of the CC0 songs.
 */
export async function phrasesBench(
  data: string,
  out: string,
  tell = console.log,
): Promise<readonly BenchRow[]> {
  const state = openState(data, 'look');
  const work = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  const read: Read = async (file) => {
    const wav = join(work, 'read.wav');
    await ffmpegEncoder().toWav(file, wav);
    const audio = await readWav(wav);
    return { signal: monoMix(audio), rate: audio.sampleRate };
  };
  try {
    const all: PhraseEnds[] = [];
    for (const name of (await readdir(out)).sort()) {
      const one = await endsOf(state, join(out, name), { read, work });
      if (!one) continue;
      tell(textOf(one));
      all.push(one);
    }
    return phraseFigures(all);
  } finally {
    await state.close();
    await rm(work, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folders = process.argv.slice(2);
  console.log('First and last bar line, and beginning and end as heard:');
  const units = folders.length === 0 ? ((await unitsOfStems()) ?? []) : [];
  for (const unit of units) console.log(textOf(unit));
  console.table(
    folders.length === 0 ? phraseFigures(units) : await phrasesBench(folders[0], folders.at(1) ?? 'out'),
  );
}
