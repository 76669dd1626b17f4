import type { Clip } from '../domain/clip.js';
import { lostBlob } from '../domain/lostBlob.js';
import { stemsOfRole, roles, type StemName } from '../domain/role.js';
import type { BlobStore } from '../ports/blobStore.js';
import type { Encoder } from '../ports/decoder.js';
import type { Workspace, Workspaces } from '../ports/workspace.js';
import { stage, type Stage, type StageOptions } from './stage.js';
import type { CorrectedTrack, RegionStems, SeparatedTrack } from './trackWork.js';

export interface ReloadStemsOptions extends StageOptions {
  readonly blobs: BlobStore;
  readonly encoder: Encoder;
  readonly workspaces: Workspaces;
}

/** Brings the stored stems of a corrected track back for another analysis; nothing is separated again. */
export function reloadStems(options: ReloadStemsOptions): Stage<CorrectedTrack, SeparatedTrack> {
  return stage('reload', options, async ({ record, clips }, { signal, defer }) => {
    const workspace = await options.workspaces.open('track');
    defer(() => void workspace.dispose());
    const regions: RegionStems[] = [];
    for (const clip of clips) regions.push(await regionOf(options, { clip, workspace, signal }));
    return { record, workspace, regions, separator: clips[0].separator };
  });
}

interface Reload {
  readonly clip: Clip;
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/** bass and other are kept as one, and come back as `other`. */
async function regionOf(
  { blobs, encoder }: ReloadStemsOptions,
  { clip, workspace, signal }: Reload,
): Promise<RegionStems> {
  const stems: Partial<Record<StemName, string>> = {};
  for (const role of roles) {
    const ref = clip.stems[role];
    const name = stemsOfRole[role].at(-1);
    if (!ref || !name) continue;
    const path = workspace.path(`${clip.ordinal}-${name}.wav`);
    const stored = await blobs.localFile(ref).catch((error: unknown) => {
      throw lostBlob(error, clip);
    });
    await encoder.toWav(stored, path, signal);
    stems[name] = path;
  }
  return { ordinal: clip.ordinal, region: clip.region, stems, stored: clip.stems };
}
