import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { removedText, type Removal } from '../../results/reports/removedText.js';
import { findTracks } from '../../songs/findTracks.js';
import { errorText } from '../../text/errorText.js';
import { publishedTracks, type PublishedTrack } from '../../songs/publishedTracks.js';
import { failuresOf } from '../reading/failuresOf.js';
import { readRankings } from '../reading/readRankings.js';
import type { Session } from '../session/session.js';
import { tracesOf, type TrackTraces } from './tracesOf.js';
import { untilIdle } from '../session/untilIdle.js';
import { withdraw } from './withdraw.js';
import { withPipeline } from '../session/withPipeline.js';
import { print, printError } from '../../text/print.js';

/** Withdraws the tracks that words name and works until nothing is left of them; says what went. */
export async function removeNow(session: Session, words: readonly string[]): Promise<ExitCode> {
  const { state, view, json } = session;
  const tracks = findTracks(words, await publishedTracks(state.log, state.catalogue));
  const look = async (): Promise<readonly TrackTraces[]> => {
    const rankings = await readRankings(state.log);
    return Promise.all(tracks.map((track) => tracesOf(track, { ...state, rankings })));
  };
  const before = await look();
  const [{ lag }] = await state.log.lag('ingest', ['tracks']);
  if (lag > 0) view.note(`${lag} messages that wait are worked on first.`);
  await withdraw(state.log, tracks);
  view.begin('songs', lag + tracks.length);
  if (!(await withPipeline(session, untilIdle))) return exitCodes.interrupted;
  view.close();
  print(removedText(removalsOf(tracks, before, await look()), json));
  const keys = tracks.map(({ key }) => key);
  const failures = await failuresOf(state.log, keys);
  for (const failure of failures) printError(`${errorText(failure)}\n`);
  return failures.length > 0 ? exitCodes.someFailed : exitCodes.done;
}

/** One for each recording, though it may have been withdrawn under several names. */
function removalsOf(
  tracks: readonly PublishedTrack[],
  before: readonly TrackTraces[],
  after: readonly TrackTraces[],
): readonly Removal[] {
  const recordings = tracks.map(({ track, key }) => track?.trackId ?? key);
  return [...new Set(recordings)].map((recording): Removal => {
    const first = recordings.indexOf(recording);
    const { name, track } = tracks[first];
    const ids = tracks.flatMap(({ key }, i) => (recordings[i] === recording ? [key] : []));
    const others = (track?.publications ?? []).flatMap(({ id }) => (ids.includes(id) ? [] : [id]));
    const went = (what: keyof TrackTraces): number => before[first][what] - after[first][what];
    return { ids, name, others, clips: went('clips'), rankings: went('rankings'), places: went('places') };
  });
}
