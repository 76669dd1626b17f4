import { relative, resolve } from 'node:path';
import { Command } from 'commander';
import { ffmpegEncoder } from '../../adapters/ffmpeg/ffmpegEncoder.js';
import { featureStore } from '../../adapters/features/featureStore.js';
import type { Fold } from '../../domain/learning/foldSplits.js';
import { splits } from '../../domain/learning/split.js';
import { programName } from '../commandLine.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { refuse } from '../refuse.js';
import { evaluatedClips } from '../runtime/evaluating/evaluatedClips.js';
import { indexSongs } from '../runtime/evaluating/indexSongs.js';
import { exampleClips } from '../runtime/examples/exampleClips.js';
import { writeExamples } from '../runtime/examples/writeExamples.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { print, printError } from '../text/print.js';
import { untilInterrupted } from '../untilInterrupted.js';

const help = `
Of each trusted clip with voice, harmony and drums a file (.safetensors, 2.4 MB) is written with the spectrograms of its stems on its own beats, mel
at all seven shifts and half semitones: what PreMixNet and PostMixNet are taught by. Songs that are named are indexed first; what a run before has written stays, and files of
clips that have changed or gone are removed. A song belongs to train, validation or test as its song.json says, else as its name is
drawn (seven tenths, one, two); --fold 2/5 deals songs into five parts, tests on the second, chooses by the third and teaches the rest.

Example:
  ${programName()} examples ~/Music --data data --to examples`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly to: string;
  readonly fold?: string;
  readonly json?: boolean;
}

/** mashstream examples: analysed songs as files to train the paper's networks by. */
export function examplesCommand(): Command {
  const command = new Command('examples')
    .summary('write analysed songs as examples to train networks by')
    .description('Writes what PreMixNet and PostMixNet hear of analysed songs, as files for training.')
    .argument('[songs...]', 'folders of songs that are indexed first')
    .requiredOption('--to <folder>', 'where the files are written')
    .option('--fold <k/n>', 'test on the k-th of n parts of the songs')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'concurrency']);
  return command.action(async (songs: readonly string[], flags: Flags) => {
    process.exitCode = await examples(songs, flags);
  });
}

async function examples(songs: readonly string[], flags: Flags): Promise<ExitCode> {
  const { to, fold: foldText, json = false, ...settings } = flags;
  const config = configOf(settings);
  const fold = foldText === undefined ? undefined : foldOf(foldText);
  const indexed = songs.length === 0 ? exitCodes.done : await indexSongs(songs, config, json);
  if (indexed !== exitCodes.done && indexed !== exitCodes.someFailed) return indexed;
  const state = await waitForState(config, 'look');
  try {
    const { clips, notes, problems } = await evaluatedClips(state.catalogue, featureStore(state.blobs));
    for (const text of notes) note(text, json);
    for (const text of problems) printError(`${text}\n`);
    const wanted = exampleClips(clips, fold);
    if (wanted.length === 0) refuse([`no trusted clip in ${config.data} has voice, harmony and drums`]);
    const done = await untilInterrupted((signal) =>
      writeExamples(
        {
          ...{ clips: wanted, folder: resolve(to), tools: { ...state, encoder: ffmpegEncoder() } },
          onClip: ({ done: count, of }) => note(`examples: ${count} of ${of} clips`, json),
          onFailure: (message) => printError(`${message}\n`),
        },
        signal,
      ),
    );
    if (!done) return exitCodes.interrupted;
    const counts = splits.map((split) => `${wanted.filter((each) => each.split === split).length} ${split}`);
    const where = relative('.', resolve(to)) || '.';
    print(
      json
        ? `${JSON.stringify({ type: 'examples', ...done })}\n`
        : `${done.made} made, ${done.there} there, ${done.failed} failed (${counts.join(', ')}) in ${where}\n`,
    );
    return problems.length + done.failed > 0 ? exitCodes.someFailed : indexed;
  } finally {
    await state.close();
  }
}

function foldOf(text: string): Fold {
  const [, fold, of] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (fold >= 1 && of >= 3 && fold <= of) return { fold: fold - 1, of };
  return refuse([`--fold: must be such as 2/5: which part of how many, three at least (given: ${text})`]);
}
