import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { ffmpegEncoder } from '../../adapters/ffmpeg/ffmpegEncoder.js';
import { fluidsynth } from '../../adapters/fluidsynth/fluidsynth.js';
import { splits, type Split } from '../../domain/learning/split.js';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { refuse } from '../refuse.js';
import { compositionOf } from '../runtime/synthesizing/composition.js';
import { findGrooves } from '../runtime/synthesizing/findGrooves.js';
import { findScores } from '../runtime/synthesizing/findScores.js';
import { scoreEnding } from '../runtime/synthesizing/planScore.js';
import { installedSoundFonts } from '../runtime/synthesizing/soundFonts.js';
import { synthesizeScores, type ScoreDone } from '../runtime/synthesizing/synthesizeScores.js';
import { print, printError } from '../text/print.js';
import { printable } from '../text/printable.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
MIDI (.mid) is played as it is written, where a lead, its harmony and drums sound in three of four bars of 8, 16 or 24 in 4/4 at one tempo.
MusicXML (.mxl, .musicxml, .xml) is sung: the part with words by a made voice, other parts, or else the chord symbols, by instruments, bars of
2, 3, 4 or 6 to the beat in one key. Drums for it are borrowed from --drums <folder> of drummed MIDI files (the Groove MIDI Dataset) of the same
meter and within 20 % of its tempo; where none fit, and without --drums, there is no drums.flac.
Each window becomes a folder of vocals.flac, bass.flac, other.flac and drums.flac with mash.json (tempo, key, meter, first downbeat) and song.json
(composition; train, validation or test; whose drums they are). What a run before has made stays. Needs fluidsynth and sounds for it.

Examples:
  ${programName()} synthesize scores/freedoom --out rendered --licence "BSD-3-Clause"
  ${programName()} synthesize scores/lieder --drums scores/groove --split test --limit 20 --windows 1 --out rendered --licence CC0-1.0`;

interface Flags {
  readonly out: string;
  readonly sounds?: readonly string[];
  readonly windows: string;
  readonly timbres: string;
  readonly limit?: string;
  readonly split?: string;
  readonly drums?: string;
  readonly licence: string;
  readonly drumsLicence: string;
  readonly seed: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** mashstream synthesize: music with known truth, from scores. */
export function synthesizeCommand(): Command {
  return new Command('synthesize')
    .summary('play and sing scores as songs with ready stems, to evaluate and train on')
    .description(
      'Makes songs of scores, MIDI with all three roles or MusicXML with words, as stems with their truth.',
    )
    .argument('<scores...>', 'MIDI and MusicXML files, and folders of them')
    .requiredOption('--out <folder>', 'where a folder for each window is written')
    .option(
      '--sounds <file>',
      'SoundFont to draw from (default: all installed ones that models may be taught by); may be repeated',
      collect,
    )
    .option('--drums <folder>', 'drummed MIDI files, for songs that have no drums of their own')
    .option('--windows <n>', 'most windows of a composition', '4')
    .option('--timbres <n>', 'how often each window is made, by other singers, instruments and rooms', '1')
    .option('--limit <n>', 'most compositions, drawn by the seed (default: all)')
    .option('--split <name>', `only compositions that count among: ${splits.join(', ')}`)
    .option('--licence <name>', 'licence of the scores, which goes with what is made', 'unknown')
    .option('--drums-licence <name>', 'that of the drums of --drums', 'unknown')
    .option('--seed <word>', 'names the random draws: same seed, same draws', '1')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help)
    .action(synthesize);
}

interface Counts {
  readonly windows: number;
  readonly versions: number;
  readonly limit: number | undefined;
  readonly split: Split | undefined;
}

/** Flags that may be wrong. Error `bad-config` with all that are. */
function checked({ windows, timbres, limit, split: name }: Flags): Counts {
  const given = {
    '--windows': windows,
    '--timbres': timbres,
    ...(limit !== undefined && { '--limit': limit }),
  };
  const problems = Object.entries(given).flatMap(([flag, text]) =>
    Number.isInteger(Number(text)) && Number(text) >= 1
      ? []
      : `${flag}: must be a whole number from 1 (given: ${text})`,
  );
  const split = splits.find((each) => each === name);
  if (name !== undefined && !split)
    problems.push(`--split: must be one of ${splits.join(', ')} (given: ${name})`);
  if (problems.length > 0) refuse(problems);
  return {
    ...{ windows: Number(windows), versions: Number(timbres), split },
    limit: limit === undefined ? undefined : Number(limit),
  };
}

async function synthesize(paths: readonly string[], flags: Flags): Promise<void> {
  const { out, sounds, drums, licence, drumsLicence, seed, json = false } = flags;
  const { split, limit, ...counts } = checked(flags);
  const found = (await findScores(paths, scoreEnding)).map(compositionOf);
  if (found.length === 0) refuse([`there are no MIDI or MusicXML files in ${paths.join(', ')}`]);
  const scores = found.filter((score) => split === undefined || score.split === split);
  if (scores.length === 0) refuse([`none of the ${found.length} scores counts among ${split ?? ''}`]);
  const soundFonts = sounds ?? (await installedSoundFonts());
  const grooves = drums === undefined ? [] : await findGrooves(drums);
  let [made, there, failed] = [0, 0, 0];
  const onScore = (done: ScoreDone): void => {
    made += done.made;
    there += done.there;
    failed += done.error ? 1 : 0;
    tell(done, json);
  };
  const tools = { synthesizer: fluidsynth(), encoder: ffmpegEncoder() };
  const planning = { soundFonts, grooves, licence, drumsLicence, seed, out: resolve(out), ...counts };
  const ended = await untilInterrupted(async (signal) => {
    await synthesizeScores(scores, { ...tools, ...planning, ...(limit && { limit }), onScore }, signal);
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
