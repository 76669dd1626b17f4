import type { Clip } from '../domain/clip.js';
import { clipIdOf } from '../domain/ids.js';
import type { BlobRef } from '../domain/blobRef.js';
import type { BlobStore } from '../ports/blobStore.js';
import type { Catalogue, TrackRecord } from '../ports/catalogue.js';
import type { Encoder } from '../ports/decoder.js';
import type { Workspace, Workspaces } from '../ports/workspace.js';
import type { AnalyzedRegion, AnalyzedTrack } from './analyze.js';
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

/** Stores stems (FLAC) and features (.npy) of every analysed region, enters the clips in the catalogue and announces them. */
export function indexClips(options: IndexClipsOptions): Stage<AnalyzedTrack, Output<'clips'>> {
  return stage('index', options, (track, { signal }) => each(indexTrack(options, track, signal)));
}

async function indexTrack(
  options: IndexClipsOptions,
  track: AnalyzedTrack,
  signal: AbortSignal,
): Promise<Output<'clips'>[]> {
  const { catalogue, workspaces } = options;
  const workspace = await workspaces.open('index');
  const job = { options, track, workspace, signal };
  const clips: Clip[] = [];
  for (const region of track.regions) clips.push(await storeClip(job, region));
  await workspace.dispose();
  const clipIds = clips.map(({ clipId }) => clipId);
  const gone = track.record.clipIds.filter((clipId) => !clipIds.includes(clipId));
  for (const clipId of gone) await catalogue.removeClip(clipId);
  await catalogue.putTrack({ ...track.record, clipIds, complete: true });
  return [
    ...clips.map((value): Output<'clips'> => ({ topic: 'clips', key: value.clipId, value })),
    ...gone.map((key): Output<'clips'> => ({ topic: 'clips', key, value: null })),
  ];
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
  const stems: Partial<Record<string, BlobRef>> = {};
  for (const [role, input] of Object.entries(analyzed.roleFiles)) {
    const output = workspace.path(`${region.ordinal}-${role}.flac`);
    await options.encoder.encode({ input, output, format: 'flac', bits: 16 }, signal);
    stems[role] = await options.blobs.putFile(`clips/${clipId}/${role}.flac`, output);
  }
  const features: Record<string, BlobRef> = {};
  for (const [name, path] of Object.entries(analyzed.featureFiles)) {
    features[name] = await options.blobs.putFile(`clips/${clipId}/${name}.npy`, path);
  }
  const clip = clipOf({
    ...track,
    clipId,
    region,
    featuresVersion: options.featuresVersion,
    facts: analyzed.facts,
    stems,
    features,
  });
  return { ...clip, revision: await options.catalogue.putClip(clip) };
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
