import { PipelineError } from '../../../errors.js';
import { silentObserver } from '../../../metrics.js';
import { rankAside } from '../../../operators/match/rankAside.js';
import { isNarrow } from '../../../operators/match/selection.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { ownFolders } from '../../out/ownFolders.js';
import { publishSongs, type Published } from '../../songs/publishSongs.js';
import { refuseWords } from '../../words/refuseWords.js';
import { scanSongs } from '../../songs/scanSongs.js';
import { matchOptionsOf } from '../wiring/matchOptionsOf.js';
import { presentResults, type Results } from '../reading/presentResults.js';
import { askToRetrain } from '../retraining/askToRetrain.js';
import { processSongs } from './processSongs.js';
import { refuseFolder } from './refuseFolder.js';
import { requestAnalyses } from './requestAnalyses.js';
import { reportOutcome } from '../reading/reportOutcome.js';
import type { Session } from './session.js';
import type { Pipeline } from '../wiring/startPipeline.js';
import { doSongsWait } from './songsWaiting.js';
import { untilIdle } from './untilIdle.js';
import { withPipeline } from './withPipeline.js';

/** Publishes the session's songs, works until all is done, renders the best mashups and reports. */
export async function workThrough(session: Session): Promise<ExitCode> {
  if (session.config.top > 0) refuseFolder(session.config.out);
  const published = await publish(session);
  if (published.due.length === 0) await refuseWordsEarly(session, published.keys);
  const older = await requestAnalyses(session);
  session.view.begin('songs', published.due.length + older);
  // A narrowed run leaves the stored rankings, and what is asked for them, to runs over all songs.
  const working = isNarrow(session.config) ? { ...session, names: ['ingest'] as const } : session;
  const results = await withPipeline(working, (pipeline) => process(working, pipeline, published));
  return results === undefined ? exitCodes.interrupted : reportOutcome(session, published, results);
}

/** Where all songs are known already, words of --vocal and --exclude that match none of them are refused before any work. */
async function refuseWordsEarly({ config, state }: Session, keys: readonly string[]): Promise<void> {
  if (!(await doSongsWait(state.log))) await refuseWords(config, state.catalogue, keys);
}

async function publish({ songs, config, state }: Session): Promise<Published> {
  const scan = await scanSongs(songs, { skip: ownFolders(config) });
  const unread = scan.problems.map(({ path, reason }) => ({
    path,
    error: new PipelineError(
      'unreadable',
      `Looking at ${JSON.stringify(path)}: ${reason}. Mend or remove it.`,
    ),
  }));
  if (scan.songs.length === 0 && unread.length === 0) {
    throw new PipelineError(
      'bad-config',
      `There are no songs in ${songs.join(', ')}. Name a folder with audio files, or leave it out for the demo.`,
    );
  }
  const published = await publishSongs(scan.songs, state);
  return { ...published, problems: [...published.problems, ...unread] };
}

/** Teaches by what came of the songs, if there is enough; false when interrupted. */
async function retrained({ state, draining }: Session, pipeline: Pipeline): Promise<boolean> {
  await askToRetrain(state);
  return (await untilIdle(pipeline)) && !draining.aborted;
}

/** undefined when interrupted. */
async function process(
  session: Session,
  pipeline: Pipeline,
  { keys }: Published,
): Promise<Results | undefined> {
  const { config, state, draining } = session;
  const matchOptions = matchOptionsOf(session, silentObserver);
  const narrow = isNarrow(config);
  if (state.shared)
    session.view.note(
      'Waiting until nothing waits on the cluster any more: what others publish there included.',
    );
  const done = narrow ? await untilIdle(pipeline) : await processSongs({ state, pipeline, matchOptions });
  if (!done || draining.aborted) return undefined;
  if (session.retraining && !narrow && !(await retrained(session, pipeline))) return undefined;
  return presentResults(session, keys, narrow ? await rankAside(matchOptions, config) : undefined);
}
