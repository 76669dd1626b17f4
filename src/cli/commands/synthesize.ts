import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { ffmpegEncoder } from '../../adapters/ffmpeg/ffmpegEncoder.js';
import { fluidsynth } from '../../adapters/fluidsynth/fluidsynth.js';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { refuse } from '../refuse.js';
import { installedSoundFonts } from '../runtime/synthesizing/soundFonts.js';
import { findScores } from '../runtime/synthesizing/findScores.js';
import { synthesizeScores, type ScoreDone } from '../runtime/synthesizing/synthesizeScores.js';
import { print, printError } from '../text/print.js';
import { printable } from '../text/printable.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Of each score the windows of 8, 16 or 24 bars in 4/4 and at one tempo are played in which a lead, its harmony and drums sound in three bars of
four: vocals.flac (the lead), bass.flac, other.flac and drums.flac in a folder each, with mash.json (tempo, key, first downbeat) and song.json
(composition; train, validation or test). What a run before has made stays. Needs fluidsynth and sounds for it.

Example:
  ${programName()} synthesize scores/freedoom --out rendered --licence "BSD-3-Clause"`;

interface Flags {
  readonly out: string;
  readonly sounds?: readonly string[];
  readonly windows: string;
  readonly licence: string;
  readonly seed: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** mashstream synthesize: music with known truth, from scores. */
export function synthesizeCommand(): Command {
  return new Command('synthesize')
    .summary('play scores as songs with ready stems, to evaluate and train on')
    .description('Plays MIDI files whose composers wrote all three roles, as stems with their truth.')
    .argument('<scores...>', 'MIDI files and folders')
    .requiredOption('--out <folder>', 'where a folder for each window is written')
    .option('--sounds <file>', 'SoundFont to draw from (default: those installed); may be repeated', collect)
    .option('--windows <n>', 'most windows of a composition', '4')
    .option('--licence <name>', 'licence of the scores, which goes with what is made', 'unknown')
    .option('--seed <word>', 'names the random draws: same seed, same draws', '1')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help)
    .action(synthesize);
}

async function synthesize(paths: readonly string[], flags: Flags): Promise<void> {
  const { out, sounds, licence, seed, json = false } = flags;
  const windows = Number(flags.windows);
  if (!Number.isInteger(windows) || windows < 1)
    refuse([`--windows: must be a whole number from 1 (given: ${flags.windows})`]);
  const scores = await findScores(paths, /\.midi?$/i);
  if (scores.length === 0) refuse([`there is no MIDI file in ${paths.join(', ')}`]);
  const soundFonts = sounds ?? (await installedSoundFonts());
  let [made, there, failed] = [0, 0, 0];
  const onScore = (done: ScoreDone): void => {
    made += done.made;
    there += done.there;
    failed += done.error ? 1 : 0;
    tell(done, json);
  };
  const tools = { synthesizer: fluidsynth(), encoder: ffmpegEncoder(), soundFonts, seed };
  const ended = await untilInterrupted(async (signal) => {
    await synthesizeScores(scores, { ...tools, out: resolve(out), windows, licence, onScore }, signal);
    return true;
  });
  print(
    json
      ? `${JSON.stringify({ type: 'synthesized', made, there, failed })}\n`
      : `${made} made, ${there} there, ${failed} scores failed\n`,
  );
  process.exitCode = !ended ? exitCodes.interrupted : failed > 0 ? exitCodes.someFailed : exitCodes.done;
}

function tell({ path, made, there, error }: ScoreDone, json: boolean): void {
  if (json)
    print(
      `${JSON.stringify({ type: 'score', path, made, there, ...(error && { error: error.message }) })}\n`,
    );
  else if (error) printError(`${error.message}\n`);
  else print(`${printable(relative('.', path))}: ${made} made, ${there} there\n`);
}
