import { stemNames, type StemName } from '../../domain/role.js';
import type { SeparatedRegion } from '../../domain/separatedRegion.js';
import type { Analyzer, PlannedRegion } from '../../ports/analyzer.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Encoder } from '../../ports/decoder.js';
import type { Separator } from '../../ports/separator.js';
import { areWhole, stemsFromStore, stemsIntoStore, type StemStoreOptions } from './stemStore.js';
import { retryOnce } from '../stream/retryOnce.js';
import { route } from '../stream/route.js';
import { stage, type Stage, type StageContext, type StageOptions } from '../stream/stage.js';
import type { LoadedTrack, RegionStems, SeparatedTrack } from './trackWork.js';

export interface SeparateOptions extends StageOptions, StemStoreOptions {
  readonly catalogue: Catalogue;
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
 * Splits the most promising regions of a track into stems, and stores them; ready stems are cut instead. What was separated before is
 * taken from the store: after a crash, or where other facts ask for the same region. A region without a voice is kept back while another
 * can be tried, and used as accompaniment if nothing better turns up. What goes on is what was stored, so that a later analysis of the
 * stored stems finds the same.
 */
export function separate(options: SeparateOptions): Stage<LoadedTrack, SeparatedTrack> {
  const work = { ...options, heavy: true, handsBack: true };
  const stems = (track: LoadedTrack, context: StageContext): Promise<SeparatedTrack> =>
    stemsOf({ options, track, context, made: new Map() });
  return route({
    when: isMixed,
    // One song at a time: the separator takes all that the machine has.
    then: stage('separate', { ...work, concurrency: 1 }, stems),
    otherwise: stage('cut', work, stems),
  });
}

/** A track of which some stem has to be made from its mix. */
type MixedTrack = LoadedTrack & { readonly mix: string };

const isMixed = (track: LoadedTrack): track is MixedTrack =>
  track.mix !== undefined && stemNames.some((name) => track.stems[name] === undefined);

async function stemsOf(job: Job): Promise<SeparatedTrack> {
  const { options, track, context } = job;
  const tried = await tryRegions(job);
  const chosen = await keepChosen(job, tried);
  const place = { workspace: track.workspace, signal: context.signal };
  const regions: RegionStems[] = [];
  for (const region of chosen)
    regions.push(await stemsFromStore(options, { ...region, region, stored: region.stems ?? {}, ...place }));
  // Of the others it is known that there is no voice; their stems need not be kept.
  const kept = tried.map(
    (region) => chosen.find((other) => same(other, region)) ?? { ...region, stems: undefined },
  );
  return { record: { ...track.record, regions: kept }, workspace: track.workspace, regions };
}

interface Job {
  readonly options: SeparateOptions;
  readonly track: LoadedTrack;
  readonly context: StageContext;
  /** WAVs of the stems of regions that were split now, by ordinal. */
  readonly made: Map<number, StemFiles>;
}

const isVoiced = ({ voice }: SeparatedRegion): boolean => voice >= leastVoice;

/** Regions in the order of the plan, until enough of them hold a voice. */
async function tryRegions(job: Job): Promise<readonly SeparatedRegion[]> {
  const { clipsPerTrack } = job.options;
  const tried: SeparatedRegion[] = [];
  for (const [ordinal, plan] of job.track.regions.slice(0, clipsPerTrack + spareTries).entries()) {
    if (tried.filter(isVoiced).length === clipsPerTrack) break;
    const region = knownRegion(job, ordinal, plan) ?? (await split(job, ordinal));
    tried.push(isVoiced(region) ? await stored(job, region) : region);
    await remember(job, tried);
    tell(job, ordinal + 1);
  }
  return tried;
}

/** Those that become clips: with a voice rather than without, in the order of the plan, all with stored stems. */
async function keepChosen(job: Job, tried: readonly SeparatedRegion[]): Promise<readonly SeparatedRegion[]> {
  const best = [...tried.filter(isVoiced), ...tried.filter((region) => !isVoiced(region))];
  const chosen: SeparatedRegion[] = [];
  for (const region of best.slice(0, job.options.clipsPerTrack).sort((a, b) => a.ordinal - b.ordinal))
    chosen.push(await stored(job, region));
  await remember(job, [...chosen, ...tried]);
  return chosen;
}

const same = (a: SeparatedRegion, b: SeparatedRegion): boolean =>
  a.start === b.start && a.duration === b.duration && a.separator.name === b.separator.name;

/** What was found in this region before, by the same separator. */
function knownRegion(
  { options, track }: Job,
  ordinal: number,
  plan: PlannedRegion,
): SeparatedRegion | undefined {
  const wanted = { ...plan, ordinal, voice: 0, separator: makerOf(options, track) };
  const found = track.record.regions.find((region) => same(region, wanted));
  return found && { ...found, ordinal };
}

/** With its stems in the store: where they were lost they are made again. */
async function stored(job: Job, region: SeparatedRegion): Promise<SeparatedRegion> {
  const { options, track, context } = job;
  if (region.stems && (await areWhole(options.blobs, region.stems))) return region;
  if (!job.made.has(region.ordinal)) await split(job, region.ordinal);
  const files = job.made.get(region.ordinal) ?? {};
  const place = { workspace: track.workspace, signal: context.signal, trackId: track.record.trackId };
  return { ...region, stems: await stemsIntoStore(options, { region, files, ...place }) };
}

/** Enters what is known so far: a crash loses none of it, and it is found when the track is removed. */
async function remember(
  { options, track, context }: Job,
  regions: readonly SeparatedRegion[],
): Promise<void> {
  const { record } = track;
  const known = await options.catalogue.getTrack(record.trackId);
  const all: SeparatedRegion[] = [];
  for (const region of [...regions, ...(known?.regions ?? [])])
    if (!all.some((other) => same(other, region))) all.push(region);
  context.signal.throwIfAborted();
  await options.catalogue.putTrack({ ...(known?.complete ? known : record), regions: all });
}

const makerOf = (
  { separator: { name, licence } }: SeparateOptions,
  track: LoadedTrack,
): SeparatedRegion['separator'] =>
  isMixed(track) ? { name, licence } : { name: 'ready', licence: 'as the track' };

/** Reports how much is done; tries beyond those wanted leave it where it is rather than back. */
function tell({ options, track, context }: Job, tried: number): void {
  context.progress(Math.min(0.99, tried / Math.min(track.regions.length, options.clipsPerTrack)));
}

/** Cuts a region out of what is ready and separates the rest of it. */
async function split(job: Job, ordinal: number): Promise<SeparatedRegion> {
  const { options, track, context } = job;
  const { start, duration } = track.regions[ordinal];
  const cut = async (name: string, input: string): Promise<string> => {
    const output = track.workspace.path(`${ordinal}-${name}.wav`);
    await options.encoder.cutWav({ input, output, start, duration }, context.signal);
    return output;
  };
  const given: Partial<Record<StemName, string>> = {};
  for (const name of stemNames) {
    const file = track.stems[name];
    if (file !== undefined) given[name] = await cut(name, file);
  }
  const mix = track.mix === undefined ? undefined : await cut('mix', track.mix);
  const made = mix !== undefined && isMixed(track) ? await splitMix(job, mix, ordinal) : {};
  const stems: StemFiles = { ...made, ...given };
  job.made.set(ordinal, stems);
  return {
    ordinal,
    start,
    duration,
    separator: makerOf(options, track),
    voice: await voiceOf(job, stems, mix),
  };
}

async function splitMix(job: Job, mix: string, ordinal: number): Promise<StemFiles> {
  const { options, track, context } = job;
  const path = (name: StemName): string => track.workspace.path(`${ordinal}-made-${name}.wav`);
  const outputs = { vocals: path('vocals'), drums: path('drums'), bass: path('bass'), other: path('other') };
  const onProgress = (fraction: number): void => tell(job, ordinal + fraction);
  context.goOn();
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
