import { Command } from 'commander';
import { commandLine, programName } from '../commandLine.js';
import { configSchema, type Config } from '../../config.js';
import { addSettings } from '../config/addSettings.js';
import { configOf } from '../config/configOf.js';
import { exitCodes, type ExitCode } from '../exitCodes.js';
import { note } from '../note.js';
import { waitForState } from '../runtime/session/waitForState.js';
import { readRankings } from '../runtime/reading/readRankings.js';
import { removeNow } from '../runtime/removing/removeNow.js';
import { isCluster } from '../runtime/wiring/clusterOptions.js';
import { runIsActive } from '../runtime/wiring/runIsActive.js';
import { standardNames } from '../runtime/wiring/startPipeline.js';
import { withdraw } from '../runtime/removing/withdraw.js';
import { withSession } from '../runtime/session/withSession.js';
import { findTracks } from '../songs/findTracks.js';
import { publishedTracks } from '../songs/publishedTracks.js';
import { printable } from '../text/printable.js';
import { print } from '../text/print.js';

const help = `
A song goes with its clips, its audio in the data folder, its rankings and its places in others. What was rendered stays where it is.
Beside a run, the run does the work. A later run over the file brings it back: move it away, or use --exclude.

Example:
  ${programName()} remove ~/Music/demo-take.mp3`;

interface Flags extends Readonly<Record<string, unknown>> {
  readonly json?: boolean;
}

/** mashstream remove: songs and all that came of them. */
export function removeCommand(): Command {
  const command = new Command('remove')
    .summary('remove songs and all that came of them')
    .description(
      'Removes songs, each named by its path, its folder, its id, or by words that only it has in title, artist or path.',
    )
    .argument('<songs...>', 'paths, ids or words')
    .option('--json', 'write JSON lines, for programs')
    .addHelpText('after', help);
  addSettings(command, [
    ...([
      'data',
      'scorer',
      'model',
      'shortlist',
      'rankingSize',
      'useDoubtful',
      'maxShift',
      'maxStretch',
    ] as const),
  ]);
  return command.action(async (words: readonly string[], { json = false, ...settings }: Flags) => {
    const config = configOf(settings);
    process.exitCode =
      isCluster(config) || runIsActive(config.data)
        ? await leaveToRun(words, config, json)
        : await removeHere(words, { config, json, scorerGiven: settings['scorer'] !== undefined });
  });
}

async function leaveToRun(words: readonly string[], config: Config, json: boolean): Promise<ExitCode> {
  const state = await waitForState(config, 'append');
  try {
    const tracks = findTracks(words, await publishedTracks(state.log, state.catalogue));
    await withdraw(state.log, tracks);
    for (const { key, name } of tracks)
      print(json ? `${JSON.stringify({ type: 'queued', id: key, name })}\n` : `queued: ${printable(name)}\n`);
    note((await state.worked()) ? 'The run at work removes them.' : nobodyWorks(config), json);
    return exitCodes.done;
  } finally {
    await state.close();
  }
}

const nobodyWorks = ({ data }: Config): string =>
  `No run is at work: they go when one is. Begin one with: ${commandLine(['run', 'ingest', 'match'], { data })}`;

interface Here {
  readonly config: Config;
  readonly json: boolean;
  readonly scorerGiven: boolean;
}

async function removeHere(words: readonly string[], { config, json, scorerGiven }: Here): Promise<ExitCode> {
  // Looked at first, so that a folder without anything is not made.
  const state = await waitForState(config, 'look');
  const rankings = await readRankings(state.log).finally(() => state.close());
  // Other voices are ranked anew: by what ranked them before, or their scores could not be compared with the rest.
  const former = configSchema.shape.scorer.safeParse(rankings.at(-1)?.scorer.name);
  const scorer = former.success && !scorerGiven ? former.data : config.scorer;
  const options = { config: { ...config, scorer }, songs: [], names: standardNames, forever: false, json };
  return withSession(options, (session) => removeNow(session, words));
}
