import type { Clip } from '../domain/clip.js';
import { analysisIdOf, clipIdOf } from '../domain/ids.js';
import type { BlobRef } from '../domain/blobRef.js';
import { roles, type Role } from '../domain/role.js';
import type { BlobStore } from '../ports/blobStore.js';
import type { Catalogue, TrackRecord } from '../ports/catalogue.js';
import type { Encoder } from '../ports/decoder.js';
import type { Workspace, Workspaces } from '../ports/workspace.js';
import type { AnalyzedRegion, AnalyzedTrack } from './analyze.js';
import { discard } from './discard.js';
import { each } from './each.js';
import type { Output } from './output.js';
import { stage, type Stage, type StageOptions } from './stage.js';

export interface IndexClipsOptions extends StageOptions {
  readonly catalogue: Catalogue;
  readonly blobs: BlobStore;
  readonly encoder: Encoder;
  readonly workspaces: Workspaces;
  readonly featuresVersion: string;
}

/**
 * Stores stems (FLAC) and features (.npy) of every analysed region, enters the clips in the catalogue and announces them. A new
 * track is entered first, so that whatever a crash leaves of it can be removed; it is complete only when all is announced, so that
 * a crash in between announces it again.
 */
export function indexClips(options: IndexClipsOptions): Stage<AnalyzedTrack, Output> {
  return stage('index', options, (track, { signal }) => each(indexTrack(options, track, signal)));
}

async function indexTrack(
  options: IndexClipsOptions,
  track: AnalyzedTrack,
  signal: AbortSignal,
): Promise<Output[]> {
  const { catalogue, featuresVersion } = options;
  const { record, regions } = track;
  const clipIds = regions.map(({ region }) => clipIdOf(record.trackId, featuresVersion, region.ordinal));
  const gone = record.clipIds.filter((clipId) => !clipIds.includes(clipId));
  if (!record.complete) await catalogue.putTrack({ ...record, clipIds: [...clipIds, ...gone] });
  const clips = await storeClips(options, track, signal);
  const outputs: Output[] = [
    ...(await discard(options, gone)),
    ...clips.map((value): Output => ({ topic: 'clips', key: value.clipId, value })),
  ];
  const after = (): Promise<void> => catalogue.putTrack({ ...record, clipIds, complete: true });
  return outputs.map((output, i) => (i === outputs.length - 1 ? { ...output, after } : output));
}

async function storeClips(
  options: IndexClipsOptions,
  track: AnalyzedTrack,
  signal: AbortSignal,
): Promise<Clip[]> {
  const workspace = await options.workspaces.open('index');
  const all = async (): Promise<Clip[]> => {
    const clips: Clip[] = [];
    for (const region of track.regions)
      clips.push(await storeClip({ options, track, workspace, signal }, region));
    return clips;
  };
  return all().finally(() => workspace.dispose());
}

interface Job {
  readonly options: IndexClipsOptions;
  readonly track: AnalyzedTrack;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

async function storeClip(
  { options, track, workspace, signal }: Job,
  { region, analyzed }: AnalyzedRegion,
): Promise<Clip> {
  const clipId = clipIdOf(track.record.trackId, options.featuresVersion, region.ordinal);
  const stems = region.stored ?? (await storeStems({ options, track, workspace, signal }, clipId, analyzed));
  // Each analysis has features of its own name: those of the clip that the catalogue still holds are not overwritten.
  const folder = `clips/${clipId}/${analysisIdOf(track.record.given)}`;
  const features: Record<string, BlobRef> = {};
  for (const [name, path] of Object.entries(analyzed.featureFiles)) {
    features[name] = await options.blobs.putFile(`${folder}/${name}.npy`, path);
  }
  const clip = clipOf({
    record: track.record,
    separator: track.separator,
    clipId,
    region,
    featuresVersion: options.featuresVersion,
    facts: analyzed.facts,
    stems,
    features,
  });
  return { ...clip, revision: await options.catalogue.putClip(clip) };
}

async function storeStems(
  { options, workspace, signal }: Job,
  clipId: string,
  { roleFiles }: AnalyzedRegion['analyzed'],
): Promise<Clip['stems']> {
  const stems: Partial<Record<Role, BlobRef>> = {};
  for (const role of roles) {
    const input = roleFiles[role];
    if (input === undefined) continue;
    const output = workspace.path(`${clipId}-${role}.flac`);
    await options.encoder.encode({ input, output, format: 'flac', bits: 16 }, signal);
    stems[role] = await options.blobs.putFile(`clips/${clipId}/${role}.flac`, output);
  }
  return stems;
}

interface ClipParts
  extends
    Pick<AnalyzedTrack, 'record' | 'separator'>,
    Pick<Clip, 'clipId' | 'featuresVersion' | 'stems' | 'features'> {
  readonly region: AnalyzedRegion['region'];
  readonly facts: AnalyzedRegion['analyzed']['facts'];
}

const clipOf = ({ record, separator, region, facts, ...rest }: ClipParts): Clip => ({
  schema: 1,
  trackId: record.trackId,
  ordinal: region.ordinal,
  source: sourceOf(record),
  region: region.region,
  separator,
  ...facts,
  ...rest,
});

const sourceOf = ({ source }: TrackRecord): Clip['source'] => source;
