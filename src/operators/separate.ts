import { stemNames, type StemName } from '../domain/role.js';
import type { Analyzer, PlannedRegion } from '../ports/analyzer.js';
import type { Encoder } from '../ports/decoder.js';
import type { Separator } from '../ports/separator.js';
import { retryOnce } from './retryOnce.js';
import { stage, type Stage, type StageContext, type StageOptions } from './stage.js';
import type { LoadedTrack, RegionStems, SeparatedTrack } from './trackWork.js';

export interface SeparateOptions extends StageOptions {
  readonly separator: Separator;
  readonly encoder: Encoder;
  readonly analyzer: Analyzer;
  readonly clipsPerTrack: number;
}

/** A region in which the voice sounds for less than this share of the time counts as one without a voice. */
const leastVoice = 0.15;
/** So many regions more than wanted are tried where no voice turned up. */
const spareTries = 2;

type StemFiles = Readonly<Partial<Record<StemName, string>>>;

/**
 * Splits the most promising regions of a track into stems; ready stems are cut instead. A region without a voice is kept back
 * while another can be tried, and used as accompaniment if nothing better turns up.
 */
export function separate(options: SeparateOptions): Stage<LoadedTrack, SeparatedTrack> {
  const { separator, clipsPerTrack } = options;
  return stage('separate', options, async (track, context) => {
    const voiced: RegionStems[] = [];
    const unvoiced: RegionStems[] = [];
    const tries = track.regions.slice(0, clipsPerTrack + spareTries);
    for (const [ordinal, region] of tries.entries()) {
      if (voiced.length === clipsPerTrack) break;
      const found = await splitRegion({ options, track, context }, region, ordinal);
      (found.voice >= leastVoice ? voiced : unvoiced).push(found.stems);
      tell({ options, track, context }, ordinal + 1);
    }
    const regions = [...voiced, ...unvoiced].slice(0, clipsPerTrack).sort((a, b) => a.ordinal - b.ordinal);
    const made = lacksStems(track)
      ? { name: separator.name, licence: separator.licence }
      : { name: 'ready', licence: 'as the track' };
    return { record: track.record, workspace: track.workspace, regions, separator: made };
  });
}

/** Is there a mix with stems that are not ready? */
const lacksStems = ({ mix, stems }: LoadedTrack): boolean =>
  mix !== undefined && stemNames.some((name) => stems[name] === undefined);

/** Reports how much is done; tries beyond those wanted leave it where it is rather than back. */
function tell({ options, track, context }: Job, tried: number): void {
  context.progress(Math.min(0.99, tried / Math.min(track.regions.length, options.clipsPerTrack)));
}

interface Job {
  readonly options: SeparateOptions;
  readonly track: LoadedTrack;
  readonly context: StageContext;
}

async function splitRegion(
  job: Job,
  region: PlannedRegion,
  ordinal: number,
): Promise<{ stems: RegionStems; voice: number }> {
  const { options, track, context } = job;
  const cut = async (name: string, input: string): Promise<string> => {
    const output = track.workspace.path(`${ordinal}-${name}.wav`);
    await options.encoder.cutWav(
      { input, output, start: region.start, duration: region.duration },
      context.signal,
    );
    return output;
  };
  const given: Partial<Record<StemName, string>> = {};
  for (const name of stemNames) {
    const file = track.stems[name];
    if (file !== undefined) given[name] = await cut(name, file);
  }
  const mix = track.mix === undefined ? undefined : await cut('mix', track.mix);
  const made = mix !== undefined && lacksStems(track) ? await splitMix(job, mix, ordinal) : {};
  const stems: StemFiles = { ...made, ...given };
  const voice = await voiceOf(job, stems, mix);
  return { stems: { ordinal, region: { start: region.start, duration: region.duration }, stems }, voice };
}

async function splitMix(job: Job, mix: string, ordinal: number): Promise<StemFiles> {
  const { options, track, context } = job;
  const path = (name: StemName): string => track.workspace.path(`${ordinal}-made-${name}.wav`);
  const outputs = { vocals: path('vocals'), drums: path('drums'), bass: path('bass'), other: path('other') };
  const onProgress = (fraction: number): void => tell(job, ordinal + fraction);
  await retryOnce(context.signal, () =>
    options.separator.separate({ input: mix, outputs }, { signal: context.signal, onProgress }),
  );
  return outputs;
}

/** Ready vocals without a mix are taken at their word. */
async function voiceOf(
  { options, context }: Job,
  stems: StemFiles,
  mix: string | undefined,
): Promise<number> {
  const { vocals } = stems;
  if (vocals === undefined) return 0;
  return retryOnce(context.signal, () => options.analyzer.vocalShare(vocals, mix ?? vocals, context.signal));
}
