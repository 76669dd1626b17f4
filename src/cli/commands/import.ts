import { resolve } from 'node:path';
import { Command } from 'commander';
import { programName } from '../commandLine.js';
import { exitCodes } from '../exitCodes.js';
import { readHarmonix } from '../importing/readHarmonix.js';
import { readTable } from '../importing/readTable.js';
import { songsByName } from '../importing/songsByName.js';
import type { Truth } from '../importing/truth.js';
import { writeTruths } from '../importing/writeTruths.js';
import { note } from '../note.js';
import { print } from '../text/print.js';

const harmonixHelp = `
Beats, downbeats, meter, title and artist of each song whose audio lies in --audio under the name that the set gives it (0001_12step.mp3). The times are
those of the set's own recordings: another release of a song may begin elsewhere. Segments are not used.

Example:
  ${programName()} import harmonix harmonixset/dataset --audio ~/harmonix-audio`;

const tableHelp = `
A row each song: file (the name or path of an audio file, or of a folder of vocals, drums, bass, other), and any of title, artist, licence, bpm, key,
meter, firstDownbeat, exclude; composition and split (train, validation, test) of folders of stems, for ${programName()} evaluate. In JSON also beats
and downbeats. Empty fields tell nothing, other columns are left out.
Acapellas: a row each with the key and the tempo of the full version, then ${programName()} publish acapellas --as vocals.

Example:
  ${programName()} import table truth.csv --audio multitracks && ${programName()} evaluate multitracks`;

interface Flags {
  readonly audio: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

/** mashstream import: what others know of songs, beside their audio. */
export const importCommand = (): Command =>
  new Command('import')
    .summary('put what is known of songs beside their audio')
    .description(
      'Writes sidecar files (mash.json) of beats, bars, keys and tempi that others have annotated, for run, publish and evaluate.',
    )
    .addCommand(
      withFlags('harmonix', '<folder>', 'the folder with beats_and_downbeats and metadata.csv')
        .description('Beats and downbeats of the Harmonix Set.')
        .addHelpText('after', harmonixHelp)
        .action(async (folder: string, flags: Flags) => {
          const { truths, problems } = await readHarmonix(resolve(folder));
          await take(truths, problems, flags);
        }),
    )
    .addCommand(
      withFlags('table', '<file>', 'CSV or JSON, a row each song')
        .description('Keys, tempi and more from a table.')
        .addHelpText('after', tableHelp)
        .action(async (file: string, flags: Flags) => {
          const { truths, ignored } = await readTable(resolve(file));
          if (ignored.length > 0) note(`columns left out: ${ignored.join(', ')}`, flags.json === true);
          await take(truths, [], flags);
        }),
    );

const withFlags = (name: string, argument: string, what: string): Command =>
  new Command(name)
    .argument(argument, what)
    .requiredOption('--audio <folder>', 'where the songs lie')
    .option('--replace', 'write over sidecar files that are there')
    .option('--json', 'write JSON lines, for programs');

async function take(
  truths: readonly Truth[],
  before: readonly string[],
  { audio, replace = false, json = false }: Flags,
): Promise<void> {
  const found = await writeTruths(truths, await songsByName(resolve(audio)), { replace });
  const { written, there, missing } = found;
  const problems = [...before, ...found.problems];
  for (const problem of problems) note(`left out: ${problem}`, json);
  print(
    json
      ? `${JSON.stringify({ type: 'imported', written, there, missing, problems })}\n`
      : `${written} songs have their truth beside them now, ${there} had something there already${replace ? '' : ' (--replace writes over it)'}, ${missing.length} are not in ${audio}\n`,
  );
  process.exitCode = problems.length > 0 ? exitCodes.someFailed : exitCodes.done;
}
