import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keyName } from '../../../domain/music/key.js';
import type { Score } from '../../../domain/music/score.js';
import { randomFrom } from '../../../domain/random.js';
import { stemNames, type StemName } from '../../../domain/role.js';
import type { Split } from '../../../domain/learning/split.js';
import type { Encoder } from '../../../ports/decoder.js';
import type { Synthesizer } from '../../../ports/synthesizer.js';
import { keyOfNotes } from '../../../synthesis/keyOfNotes.js';
import type { ScoreWindow } from '../../../synthesis/scoreWindows.js';
import type { WindowPart } from '../../../synthesis/windowPart.js';
import { windowScore } from '../../../synthesis/windowScore.js';

export interface SynthesisTools {
  readonly synthesizer: Synthesizer;
  readonly encoder: Encoder;
  readonly soundFonts: readonly string[];
  readonly seed: string;
}

/** A window of a score, and what it is called. */
export interface NamedWindow {
  readonly score: Score;
  readonly window: ScoreWindow;
  /** What it comes from: all windows of one composition belong together. */
  readonly composition: string;
  readonly title: string;
  readonly licence: string;
  readonly folder: string;
  /** Part of the data that it belongs to, by its composition. */
  readonly split: Split;
}

/** Has it been made before? It is put in its place when it is whole. */
export const isMade = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** Plays each role of a window by sounds drawn for it, into a folder of stems with what is known of it beside. */
export async function synthesizeWindow(
  tools: SynthesisTools,
  named: NamedWindow,
  signal?: AbortSignal,
): Promise<void> {
  const { folder, window } = named;
  const aside = `${folder}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const soundFonts: Partial<Record<StemName, string>> = {};
  for (const stem of stemNames) {
    const parts = partsOf(window, stem);
    if (parts.length === 0) continue;
    const random = randomFrom(tools.seed, 'synthesize', named.composition, String(window.firstBar), stem);
    const soundFont = random.pick(tools.soundFonts) ?? '';
    await playStem(tools, { named, parts, soundFont, output: join(aside, stem) }, signal);
    soundFonts[stem] = soundFont;
  }
  for (const [name, value] of Object.entries(knownOf(named, soundFonts)))
    await writeFile(join(aside, name), `${JSON.stringify(value, null, 2)}\n`);
  await rename(aside, folder);
}

function partsOf(
  { parts: { lead, bass, other, drums } }: ScoreWindow,
  stem: StemName,
): readonly WindowPart[] {
  return { vocals: [lead], bass, other, drums }[stem];
}

interface StemJob {
  readonly named: NamedWindow;
  readonly parts: readonly WindowPart[];
  readonly soundFont: string;
  readonly output: string;
}

async function playStem(
  { synthesizer, encoder }: SynthesisTools,
  { named: { score, window }, parts, soundFont, output }: StemJob,
  signal?: AbortSignal,
): Promise<void> {
  const wav = `${output}.wav`;
  const beats = (window.to - window.from) / score.ticksPerBeat;
  const duration = (beats * 60) / window.bpm;
  await synthesizer.synthesize(
    { score: windowScore(score, window, parts), soundFont, output: wav, duration },
    signal,
  );
  await encoder.encode({ input: wav, output: `${output}.flac`, format: 'flac', bits: 16 }, signal);
  await rm(wav);
}

/** The files that say what is known: `mash.json` as beside any song, `song.json` for evaluation. */
function knownOf(
  { window, title, composition, licence, split }: NamedWindow,
  soundFonts: Readonly<Partial<Record<StemName, string>>>,
): Readonly<Record<string, object>> {
  const { lead, bass, other } = window.parts;
  const key = keyOfNotes([lead, ...bass, ...other].flatMap(({ notes }) => notes));
  const { bpm, firstBar, bars } = window;
  return {
    'mash.json': { title, licence, bpm, key: keyName(key), meter: 4, firstDownbeat: 0 },
    'song.json': { schema: 1, composition, split, firstBar, bars, soundFonts },
  };
}
