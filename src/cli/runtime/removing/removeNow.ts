import type { Catalogue } from '../../../ports/catalogue.js';
import { exitCodes, type ExitCode } from '../../exitCodes.js';
import { removedText, type Removal } from '../../results/reports/removedText.js';
import { findTracks } from '../../songs/findTracks.js';
import { errorText } from '../../text/errorText.js';
import { publishedTracks, type PublishedTrack } from '../../songs/publishedTracks.js';
import { failuresOf } from '../reading/failuresOf.js';
import { readRankings } from '../reading/readRankings.js';
import type { Session } from '../session/session.js';
import { tracesOf, type TrackTraces } from './tracesOf.js';
import { songsWaiting } from '../session/songsWaiting.js';
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
  const others = await othersOf(state.catalogue, tracks);
  const lag = await songsWaiting(state.log);
  if (lag > 0) view.note(`${lag} messages that wait are worked on first.`);
  await withdraw(state.log, tracks);
  view.begin('songs', lag + tracks.length);
  if (!(await withPipeline(session, untilIdle))) return exitCodes.interrupted;
  view.close();
  print(removedText(removalsOf(tracks, { before, after: await look(), others }), json));
  const keys = tracks.map(({ key }) => key);
  const all = await failuresOf(state, keys, session.begun);
  const failures = all.filter(({ trackKey }) => keys.includes(trackKey));
  for (const failure of failures) printError(`${errorText(failure)}\n`);
  return failures.length > 0 ? exitCodes.someFailed : exitCodes.done;
}

/** Ids of all publications that name the recording of each. */
const othersOf = (
  catalogue: Catalogue,
  tracks: readonly PublishedTrack[],
): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    tracks.map(async ({ trackId }) =>
      trackId === undefined ? [] : (await catalogue.publicationsOf(trackId)).map(({ id }) => id),
    ),
  );

/** For each track what there was of it, what is left, and the ids that named it before. */
interface Changes {
  readonly before: readonly TrackTraces[];
  readonly after: readonly TrackTraces[];
  readonly others: readonly (readonly string[])[];
}

/** One for each recording, though it may have been withdrawn under several names. */
function removalsOf(
  tracks: readonly PublishedTrack[],
  { before, after, others: othersBy }: Changes,
): readonly Removal[] {
  const recordings = tracks.map(({ trackId, key }) => trackId ?? key);
  return [...new Set(recordings)].map((recording): Removal => {
    const first = recordings.indexOf(recording);
    const { name } = tracks[first];
    const ids = tracks.flatMap(({ key }, i) => (recordings[i] === recording ? [key] : []));
    const others = othersBy[first].filter((id) => !ids.includes(id));
    const went = (what: keyof TrackTraces): number => before[first][what] - after[first][what];
    return { ids, name, others, clips: went('clips'), rankings: went('rankings'), places: went('places') };
  });
}
