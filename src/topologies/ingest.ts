import { pipe, type OperatorFunction } from 'rxjs';
import type { TrackMessage } from '../domain/track.js';
import { analyze, type AnalyzeOptions } from '../operators/analyze.js';
import { indexClips, type IndexClipsOptions } from '../operators/indexClips.js';
import { loadTrack, type LoadTrackOptions } from '../operators/loadTrack.js';
import type { Outcome } from '../operators/message.js';
import type { Output } from '../operators/output.js';
import { reloadStems, type ReloadStemsOptions } from '../operators/reloadStems.js';
import { removeClips } from '../operators/removeClips.js';
import { resolveTrack, type ResolveTrackOptions } from '../operators/resolveTrack.js';
import { route } from '../operators/route.js';
import { separate, type SeparateOptions } from '../operators/separate.js';
import type { CorrectedTrack, RemovedClips, TrackWork } from '../operators/trackWork.js';

export type IngestOptions = ResolveTrackOptions &
  LoadTrackOptions &
  SeparateOptions &
  AnalyzeOptions &
  IndexClipsOptions &
  ReloadStemsOptions;

const isRemoval = (work: TrackWork): work is RemovedClips => work.kind === 'removed';
const isCorrection = (work: Exclude<TrackWork, RemovedClips>): work is CorrectedTrack =>
  work.kind === 'corrected';

/** tracks → clips: resolve, decode, separate, analyse, index. */
export function ingest(
  options: IngestOptions,
): OperatorFunction<Outcome<TrackMessage | null>, Outcome<Output>> {
  const stems = route({
    when: isCorrection,
    then: reloadStems(options),
    otherwise: pipe(loadTrack(options), separate(options)),
  });
  const clips = pipe(stems, analyze(options), indexClips(options));
  return pipe(
    resolveTrack(options),
    route({ when: isRemoval, then: removeClips(options), otherwise: clips }),
  );
}
