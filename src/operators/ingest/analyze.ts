import { givenInRegion } from '../../domain/music/givenInRegion.js';
import { songKey } from '../../audio/key/songKey.js';
import type { KeyVote, Tonality } from '../../domain/music/tonality.js';
import { PipelineError } from '../../errors.js';
import type { Analyzed, Analyzer } from '../../ports/analyzer.js';
import type { TrackRecord } from '../../ports/trackRecord.js';
import { keyDoubt } from './keyDoubt.js';
import { retryOnce } from '../stream/retryOnce.js';
import { stage, type Stage, type StageContext, type StageOptions } from '../stream/stage.js';
import type { RegionStems, SeparatedTrack } from './trackWork.js';

export interface AnalyzeOptions extends StageOptions {
  readonly analyzer: Analyzer;
}

/** A region with its analysis. */
export interface AnalyzedRegion {
  readonly region: RegionStems;
  readonly analyzed: Analyzed;
}

export interface AnalyzedTrack {
  readonly record: TrackRecord;
  readonly regions: readonly AnalyzedRegion[];
}

/**
 * Analyses every region of a track; its key and tuning are one for all: what the regions and the whole say together. A region that cannot be analysed is
 * left out, with a note; if all are, the track fails.
 */
export function analyze(options: AnalyzeOptions): Stage<SeparatedTrack, AnalyzedTrack> {
  return stage('analyze', { ...options, heavy: true }, async (track, context) => {
    const votes = await votesOf(options.analyzer, track, context);
    const tonality = songKey(votes, track.record.given.key);
    const results = await analyzeAll({ ...options, tonality }, track, context);
    const regions = results.filter((result): result is AnalyzedRegion => 'analyzed' in result);
    const errors = results.filter((result) => result instanceof PipelineError);
    if (regions.length === 0)
      throw (
        errors.at(0) ??
        new PipelineError(
          'too-short',
          `Nothing to analyse in ${track.record.source.uri}: no region of it holds music. Leave it out.`,
        )
      );
    const { record } = track;
    const notes = [
      ...record.publications.flatMap((publication) => publication.notes),
      ...(record.decoded?.notes ?? []),
      ...errors.map((error) => `a region was left out: ${error.message}`),
      ...keyDoubt(votes, tonality),
    ];
    return { record: { ...record, notes: [...new Set(notes)] }, regions };
  });
}

/** What each region says of the key, and the whole where it was heard. */
async function votesOf(
  analyzer: Analyzer,
  { record, regions }: SeparatedTrack,
  { signal }: StageContext,
): Promise<readonly KeyVote[]> {
  const votes: KeyVote[] = [];
  for (const { stems } of regions) votes.push(await retryOnce(signal, () => analyzer.hearKey(stems, signal)));
  const whole = record.decoded?.keyVote;
  return whole ? [...votes, whole] : votes;
}

async function analyzeAll(
  { analyzer, tonality }: Pick<AnalyzeOptions, 'analyzer'> & { readonly tonality: Tonality },
  { record, workspace, regions }: SeparatedTrack,
  context: StageContext,
): Promise<(AnalyzedRegion | PipelineError)[]> {
  const results: (AnalyzedRegion | PipelineError)[] = [];
  for (const region of regions) {
    const outputDir = await workspace.directory(`analysis-${region.ordinal}`);
    const given = givenInRegion(record.given, region.region);
    const job = { stems: region.stems, given, tonality, outputDir };
    const one = retryOnce(context.signal, () => analyzer.analyze(job, context.signal));
    results.push(
      await one.then(
        (analyzed) => ({ region, analyzed }),
        (error: unknown) => leftOut(error),
      ),
    );
    context.progress(results.length / regions.length);
  }
  return results;
}

/** What is wrong with the audio concerns one region; anything else is the whole track's failure. */
function leftOut(error: unknown): PipelineError {
  if (error instanceof PipelineError && (error.code === 'silent' || error.code === 'too-short')) return error;
  throw error;
}
