import { Command } from 'commander';
import type { Config } from '../../config.js';
import { longestId, nameProblem } from '../../domain/text/nameProblem.js';
import { commandLine, programName } from '../commandLine.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes } from '../exitCodes.js';
import { note } from '../note.js';
import { ownFolders } from '../out/ownFolders.js';
import { refuse } from '../refuse.js';
import { publishedText } from '../results/reports/publishedText.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { correctionsOf, type CorrectionFlags } from '../songs/correctionsOf.js';
import type { Corrections } from '../songs/correctionsSchema.js';
import { fetchAdvice } from '../songs/fetchAdvice.js';
import { publishSongs } from '../songs/publishSongs.js';
import { songsToPublish } from '../songs/songsToPublish.js';
import { lookAtStemAlone } from '../songs/lookAtStemAlone.js';
import { print } from '../text/print.js';

const help = `
A folder holding vocals/drums/bass/other files is one song with ready stems. A voice alone does not tell where its bars begin: give
its tempo and the time of a downbeat. Drums alone serve as percussion; bass or other alone as harmony, surely if you give the same. Flags
win over sidecar files, for this publication; a later \`${programName()} run\` over the same files goes by the sidecars again.

A song on another machine is fetched by the run, from hosts and buckets that its setting --fetch-hosts names. Its id is the address; give
one with --id where what follows ? changes, as signatures do.

Example:
  ${programName()} publish acapella.wav --as vocals --title "My song" --bpm 92.5 --first-downbeat 0.42`;

interface Flags extends CorrectionFlags {
  readonly as?: string;
  readonly stem?: readonly string[];
  readonly id?: string;
  readonly json?: boolean;
}

const collect = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
];

/** mashstream publish: songs onto the ingest topic, beside a run or before one. */
export function publishCommand(): Command {
  const command = new Command('publish')
    .summary('queue songs for a run')
    .description(
      'Puts songs, songs with ready stems, or an acapella alone on the ingest topic of a data folder.',
    )
    .argument('[songs...]', 'files, folders, and addresses: https://host/song.flac, s3://bucket/song.flac')
    .option('--as <stem>', 'the files are no mixed songs but vocals, drums, bass or other alone')
    .option('--stem <name=path>', 'a ready stem of one track; may be repeated', collect)
    .option('--title <text>')
    .option('--artist <text>')
    .option('--licence <text>')
    .option('--bpm <number>', 'the tempo, where you know it')
    .option('--key <key>', 'the key: "F# minor", Am, 8A')
    .option('--meter <beats>', 'beats in a bar: 3, 4 or 6')
    .option('--first-downbeat <seconds>', 'when the first bar begins, from the start of the file')
    .option('--id <id>', 'publish under a name of your own (default: the path or address)')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, ['data', 'out']);
  return command.action(publish);
}

async function publish(paths: readonly string[], flags: Flags & Record<string, unknown>): Promise<void> {
  const { as, stem = [], id, json = false, data: folder, out, config: file, ...given } = flags;
  const config = configOf({ data: folder, out, config: file });
  const corrections = checked(given, id);
  const { songs, problems } = await songsToPublish({ paths, as, stem, skip: ownFolders(config) });
  if (songs.length > 1) refuseForMany(flags, songs.length);
  const alone = await Promise.all(songs.map((song) => lookAtStemAlone(song, corrections)));
  const useless = alone.flatMap(({ problem }) => problem ?? []);
  if (useless.length > 0) refuse(useless);
  const state = await waitForState(config, 'append');
  const [published, worked] = await publishSongs(songs, state, { id, corrections })
    .then(async (found) => [found, await state.worked()] as const)
    .finally(() => state.close());
  const failed = [
    ...problems,
    ...published.problems.map(({ path, error }) => ({ path, reason: error.message })),
  ];
  print(publishedText(published, failed, json));
  process.exitCode = failed.length > 0 ? exitCodes.someFailed : exitCodes.done;
  if (published.due.length === 0) return;
  const advice = new Set([
    ...alone.flatMap((one) => one.advice ?? []),
    ...fetchAdvice(songs, config.fetchHosts),
  ]);
  for (const line of [...advice, whoWorks(worked, config)]) note(line, json);
}

const whoWorks = (worked: boolean, { data }: Pick<Config, 'data'>): string =>
  worked
    ? 'The run at work takes them up.'
    : `No run is at work; begin one with: ${commandLine(['run', 'ingest', 'match'], { data })}`;

function checked(given: CorrectionFlags, id: string | undefined): Corrections {
  const corrections = correctionsOf(given);
  const wrongId = id === undefined ? undefined : nameProblem(id, longestId);
  const problems = [
    ...(isProblems(corrections) ? corrections : []),
    ...(wrongId === undefined ? [] : [`--id ${wrongId}`]),
  ];
  return isProblems(corrections) || problems.length > 0 ? refuse(problems) : corrections;
}

const isProblems = (value: Corrections | readonly string[]): value is readonly string[] =>
  Array.isArray(value);

const single = ['id', 'title', 'bpm', 'key', 'firstDownbeat'] as const;

function refuseForMany(flags: Flags, count: number): void {
  const wrong = single.filter((name) => flags[name] !== undefined);
  if (wrong.length > 0)
    refuse(wrong.map((name) => `${name} is for one song, and these are ${count}: name one`));
}
