import type { Config } from '../../../config.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { note } from '../../note.js';
import { ownFolders } from '../../out/ownFolders.js';
import { refuse } from '../../refuse.js';
import { publishSongs, type Published } from '../../songs/publishSongs.js';
import { scanSongs } from '../../songs/scanSongs.js';
import type { Song } from '../../songs/song.js';
import { errorText } from '../../text/errorText.js';
import { printError } from '../../text/print.js';
import { failuresOf } from '../reading/failuresOf.js';
import { requestAnalyses } from '../session/requestAnalyses.js';
import type { Session } from '../session/session.js';
import { untilIdle } from '../session/untilIdle.js';
import { withPipeline } from '../session/withPipeline.js';
import { withSession } from '../session/withSession.js';
import { lacksBeats, timeGrid } from './timeGrid.js';

/** Indexes the songs of folders in the data folder, without ranking anything; what is there already stays, and is analysed again where an earlier version did. */
export const indexSongs = (songs: readonly string[], config: Config, json: boolean): Promise<ExitCode> =>
  withSession({ config, songs, names: ['ingest'], forever: false, json }, indexAll);

async function indexAll(session: Session): Promise<ExitCode> {
  const { songs, config, state, view, json } = session;
  const scan = await scanSongs(songs, { skip: ownFolders(config) });
  if (scan.songs.length === 0) refuse([`there are no songs in ${songs.join(', ')}`]);
  const published = await publishAll(session, scan.songs);
  const due = published.due.length + (await requestAnalyses(session));
  view.begin('songs', due);
  if (due > 0 && !(await withPipeline(session, untilIdle))) return exitCodes.interrupted;
  view.close();
  for (const { path, reason } of scan.problems) note(`${path} was left out: ${reason}`, json);
  for (const { error } of published.problems) printError(`${errorText(error)}\n`);
  const failures = await failuresOf(state, published.keys, session.begun);
  for (const failure of failures) printError(`${errorText(failure)}\n`);
  const failed = failures.length + published.problems.length + scan.problems.length;
  return failed > 0 ? exitCodes.someFailed : exitCodes.done;
}

/** Songs whose truth says nothing of beats are published with a fixed grid, and told. */
async function publishAll(
  { config, state, json }: Session,
  songs: readonly Song[],
): Promise<Pick<Published, 'keys' | 'due' | 'problems'>> {
  const without = new Set<Song>();
  for (const song of songs) if (await lacksBeats(song)) without.add(song);
  if (without.size > 0)
    note(
      `songs whose mash.json tells no beats (${without.size}): they are laid on a grid of half seconds, four to a bar; write bpm and firstDownbeat, or beats, to have them on theirs`,
      json,
    );
  const plain = await publishSongs(
    songs.filter((song) => !without.has(song)),
    state,
  );
  const onGrid = await publishSongs([...without], state, { corrections: timeGrid(config.maxDuration) });
  return {
    keys: [...plain.keys, ...onGrid.keys],
    due: [...plain.due, ...onGrid.due],
    problems: [...plain.problems, ...onGrid.problems],
  };
}
