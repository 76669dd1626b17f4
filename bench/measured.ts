import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { ffmpegEncoder } from '../src/adapters/ffmpeg/ffmpegEncoder.js';
import { readWav } from '../src/adapters/files/readWav.js';
import { monoMix } from '../src/audio/signal/monoMix.js';
import type { BenchRow } from './benchRow.js';
import { constantQChroma, resolving } from './measured/constantQChroma.js';
import { measuredFit, spearman } from './measured/measuredFit.js';

const mashupSchema = z.object({
  condition: z.string(),
  score: z.number().optional(),
  parts: z.array(
    z.object({ role: z.string(), shift: z.number(), source: z.object({ title: z.string().optional() }) }),
  ),
  files: z.object({ vocal: z.string(), harmonic: z.string() }),
});

/** Farthest that a search may shift. */
const maxShift = 3;
/** A shift so near to the best is as good. */
const near = 0.02;

interface Heard {
  readonly name: string;
  readonly score: number;
  readonly shift: number;
  /** At the shift that was chosen. */
  readonly fit: number;
  /** The best within −3 … 3 semitones, and what it comes to. */
  readonly best: { readonly shift: number; readonly fit: number };
}

/** One rendered mashup, heard: undefined for other conditions and formats. */
async function heard(folder: string, work: string, periods: number): Promise<Heard | undefined> {
  const json = await readFile(join(folder, 'mashup.json'), 'utf8').catch(() => undefined);
  if (json === undefined) return undefined;
  const { condition, score, parts, files } = mashupSchema.parse(JSON.parse(json));
  if (condition !== 'matched' || score === undefined) return undefined;
  const chromaOf = async (name: string): Promise<Float64Array> => {
    const wav = join(work, 'read.wav');
    await ffmpegEncoder().toWav(join(folder, name), wav);
    const audio = await readWav(wav);
    return constantQChroma(monoMix(audio), audio.sampleRate, periods);
  };
  const [voice, harmony] = [await chromaOf(files.vocal), await chromaOf(files.harmonic)];
  const part = parts.find(({ role }) => role === 'harmonic');
  const shift = part?.shift ?? 0;
  const fits = Array.from({ length: 2 * maxShift + 1 }, (_, i) => {
    return { shift: i - maxShift, fit: measuredFit(voice, harmony, i - maxShift - shift) };
  });
  const best = fits.reduce((a, b) => (b.fit > a.fit ? b : a));
  const titles = parts.map(({ source }) => source.title ?? '?').join(' / ');
  return { name: titles, score, shift, fit: measuredFit(voice, harmony, 0), best };
}

/**
 * The mashups of a results folder, judged by a second measure that shares no code with the scorer: correlation of constant-Q chroma of the rendered voice
 * and harmony. npx tsx bench/measured.ts out, and with 17 behind it as it was before its windows told semitones apart.
 */
export async function measuredBench(
  out: string,
  periods = resolving,
  tell = console.log,
): Promise<readonly BenchRow[]> {
  const work = await mkdtemp(join(tmpdir(), 'mashstream-bench-'));
  try {
    const all: Heard[] = [];
    for (const name of (await readdir(out)).sort()) {
      const one = await heard(join(out, name), work, periods);
      if (one) all.push(one);
    }
    for (const { name, score, shift, fit, best } of all)
      tell(
        `${score.toFixed(3)}  shift ${shift}: ${fit.toFixed(3)}; best ${best.shift}: ${best.fit.toFixed(3)}  ${name}`,
      );
    const good = all.filter(({ fit, best }) => fit >= best.fit - near).length;
    const scores = all.map(({ score }) => score);
    return [
      { name: 'mashups heard', value: all.length, unit: '' },
      { name: 'shift best or within 0.02 of it', value: (100 * good) / all.length, unit: '%' },
      {
        name: 'Spearman of score and fit as heard',
        value: spearman(
          scores,
          all.map(({ fit }) => fit),
        ),
        unit: '',
      },
      {
        name: 'fit as heard, mean',
        value: all.reduce((sum, { fit }) => sum + fit, 0) / all.length,
        unit: '',
      },
    ];
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  console.table(await measuredBench(process.argv[2] ?? 'out', Number(process.argv[3] ?? resolving)));
