import { pipe } from 'rxjs';
import { analyze, type AnalyzeOptions } from '../operators/ingest/analyze.js';
import { completeTrack, indexClips, type IndexClipsOptions } from '../operators/ingest/indexClips.js';
import { loadTrack, type LoadTrackOptions } from '../operators/ingest/loadTrack.js';
import { reloadStems, type ReloadStemsOptions } from '../operators/ingest/reloadStems.js';
import { forgetTrack, removeTrack, type RemoveTrackOptions } from '../operators/ingest/removeTrack.js';
import { resolveTrack, type ResolveTrackOptions } from '../operators/ingest/resolveTrack.js';
import { route } from '../operators/stream/route.js';
import { separate, type SeparateOptions } from '../operators/ingest/separate.js';
import type { CorrectedTrack, RemovedTrack, TrackWork } from '../operators/ingest/trackWork.js';
import { anyTopology, type Topology } from './topology.js';

export type IngestOptions = ResolveTrackOptions &
  LoadTrackOptions &
  SeparateOptions &
  AnalyzeOptions &
  IndexClipsOptions &
  ReloadStemsOptions &
  RemoveTrackOptions;

const isRemoval = (work: TrackWork): work is RemovedTrack => work.kind === 'removed';
const isCorrection = (work: Exclude<TrackWork, RemovedTrack>): work is CorrectedTrack =>
  work.kind === 'corrected';

/** Messages that may wait besides: for another of their song, or for a place. */
const waiting = 32;

/** tracks → clips: resolve, decode, separate, analyse, index; `concurrency` songs at once, each with a workspace (decoded songs on disk). */
export function ingestTopologies(options: IngestOptions): readonly Topology[] {
  const stems = route({
    when: isCorrection,
    then: reloadStems(options),
    otherwise: pipe(loadTrack(options), separate(options)),
  });
  const clips = pipe(stems, analyze(options), indexClips(options));
  return [
    anyTopology({
      name: 'ingest',
      topic: 'tracks',
      inWork: options.concurrency ?? 1,
      waiting,
      operator: (write) =>
        pipe(
          resolveTrack(options),
          route({
            when: isRemoval,
            then: pipe(removeTrack(options), write(), forgetTrack(options)),
            otherwise: pipe(clips, write(), completeTrack(options)),
          }),
        ),
    }),
  ];
}
