import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWav } from '../../../adapters/files/readWav.js';
import { encodeWav } from '../../../audio/files/encodeWav.js';
import { sampleRate, type Audio } from '../../../domain/audio.js';
import type { Seconds } from '../../../domain/units.js';
import type { Encoder } from '../../../ports/decoder.js';
import type { Synthesizer } from '../../../ports/synthesizer.js';
import { recorded } from '../../../synthesis/recording/recorded.js';
import { sing } from '../../../synthesis/singing/sing.js';
import type { PlannedStem, PlannedWindow } from './plannedWindow.js';

export interface SynthesisTools {
  readonly synthesizer: Synthesizer;
  readonly encoder: Encoder;
}

/** Has it been made before? It is put in its place when it is whole. */
export const isMade = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** Plays and sings a window into a folder of stems with what is known of it beside. */
export async function synthesizeWindow(
  tools: SynthesisTools,
  { folder, stems, duration, mash, song }: PlannedWindow,
  signal?: AbortSignal,
): Promise<void> {
  const aside = `${folder}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  // All of them end, well or not, before the folder is touched again.
  const ended = await Promise.allSettled(
    stems.map((stem) => makeStem(tools, stem, { output: join(aside, stem.stem), duration }, signal)),
  );
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  const soundFonts = Object.fromEntries(
    stems.flatMap(({ stem, source }) => (source.kind === 'played' ? [[stem, source.soundFont]] : [])),
  );
  await writeFile(join(aside, 'mash.json'), `${JSON.stringify(mash, null, 2)}\n`);
  await writeFile(join(aside, 'song.json'), `${JSON.stringify({ ...song, soundFonts }, null, 2)}\n`);
  await rename(aside, folder);
}

interface Place {
  /** Without its ending. */
  readonly output: string;
  readonly duration: Seconds;
}

async function makeStem(
  { synthesizer, encoder }: SynthesisTools,
  { source, recording }: PlannedStem,
  { output, duration }: Place,
  signal?: AbortSignal,
): Promise<void> {
  const wav = `${output}.wav`;
  if (source.kind === 'played')
    await synthesizer.synthesize(
      { score: source.score, soundFont: source.soundFont, output: wav, duration },
      signal,
    );
  const plain = source.kind === 'sung' ? sung(source, duration) : recording && (await readWav(wav));
  if (plain) await writeFile(wav, encodeWav(recording ? recorded(plain, recording) : plain), { signal });
  await encoder.encode({ input: wav, output: `${output}.flac`, format: 'flac', bits: 16 }, signal);
  await rm(wav);
}

const sung = (
  { notes, singer, random }: Extract<PlannedStem['source'], { kind: 'sung' }>,
  duration: Seconds,
): Audio => ({ sampleRate, channels: [sing(notes, { singer, duration, random })] });
