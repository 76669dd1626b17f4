import { pipe } from 'rxjs';
import { analyze, type AnalyzeOptions } from '../operators/ingest/analyze.js';
import { enterPublication, tidyPublication } from '../operators/ingest/enterPublication.js';
import { identify, type IdentifyOptions } from '../operators/ingest/identify.js';
import {
  completeTrack,
  indexClips,
  keepTrack,
  type IndexClipsOptions,
} from '../operators/ingest/indexClips.js';
import { loadTrack, type LoadTrackOptions } from '../operators/ingest/loadTrack.js';
import { lookAgain } from '../operators/ingest/lookAgain.js';
import { reloadStems, type ReloadStemsOptions } from '../operators/ingest/reloadStems.js';
import { rememberFailed, rememberUnidentified } from '../operators/ingest/rememberFailure.js';
import { forgetTrack, removeTrack, type RemoveTrackOptions } from '../operators/ingest/removeTrack.js';
import { resolveTrack } from '../operators/ingest/resolveTrack.js';
import { route } from '../operators/stream/route.js';
import { separate, type SeparateOptions } from '../operators/ingest/separate.js';
import type { CorrectedTrack, KeptTrack, RemovedTrack, TrackWork } from '../operators/ingest/trackWork.js';
import { anyTopology, type Topology } from './topology.js';

export type IngestOptions = IdentifyOptions &
  LoadTrackOptions &
  SeparateOptions &
  AnalyzeOptions &
  IndexClipsOptions &
  ReloadStemsOptions &
  RemoveTrackOptions;

const isRemoval = (work: TrackWork): work is RemovedTrack => work.kind === 'removed';
type Staying = Exclude<TrackWork, RemovedTrack>;
const isKept = (work: Staying): work is KeptTrack => work.kind === 'kept';
const isCorrection = (work: Exclude<Staying, KeptTrack>): work is CorrectedTrack => work.kind === 'corrected';

/** Records that may wait besides those in work: for another of their key, or for a place. */
const waiting = 32;

/** tracks → works: which sound a publisher's id names, and whose work that is. */
const identifyTopology = (options: IngestOptions): Topology<'tracks'> => ({
  name: 'identify',
  topic: 'tracks',
  inWork: options.concurrency ?? 1,
  waiting,
  operator: (write) => pipe(identify(options), enterPublication(options), write(), tidyPublication(options)),
  remember: rememberUnidentified(options),
});

/** works → clips: decode, separate, analyse, index; `concurrency` songs at once, each with a workspace (decoded songs on disk). */
function ingestTopology(options: IngestOptions): Topology<'works'> {
  const stems = route({
    when: isCorrection,
    then: reloadStems(options),
    otherwise: pipe(loadTrack(options), separate(options)),
  });
  const clips = pipe(stems, analyze(options), indexClips(options));
  return {
    name: 'ingest',
    topic: 'works',
    inWork: options.concurrency ?? 1,
    waiting,
    operator: (write) =>
      pipe(
        resolveTrack(options),
        route({
          when: isRemoval,
          then: pipe(removeTrack(options), write(), forgetTrack(options)),
          otherwise: route({
            when: isKept,
            then: keepTrack(options),
            otherwise: pipe(clips, write(), completeTrack(options)),
          }),
        }),
        lookAgain(options),
        write({ evenIfLost: true }),
      ),
    remember: rememberFailed(options),
    ifLost: ({ key }) => ({ topic: 'works', key, value: { schema: 1, trackId: key, verify: true } }),
  };
}

/** Songs to clips: both halves, upstream first. */
export const ingestTopologies = (options: IngestOptions): readonly Topology[] => [
  anyTopology(identifyTopology(options)),
  anyTopology(ingestTopology(options)),
];
