import type { BlobRef } from '../../domain/blobRef.js';
import { regionIdOf } from '../../domain/ids.js';
import { stemNames, stemsOfRole, roles, type StemName } from '../../domain/role.js';
import type { SeparatedRegion } from '../../domain/separatedRegion.js';
import type { Seconds } from '../../domain/units.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Encoder } from '../../ports/decoder.js';
import type { Workspace } from '../../ports/workspace.js';
import type { RegionStems } from './trackWork.js';

export interface StemStoreOptions {
  readonly blobs: BlobStore;
  readonly encoder: Encoder;
}

interface Place {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/** Where the stems of a track's regions lie. */
export const stemsFolder = (trackId: string): string => `stems/${trackId}/`;

/** Stores the stems of a region (WAV files by name) as FLAC of 16 bits. */
export async function stemsIntoStore(
  { blobs, encoder }: StemStoreOptions,
  job: Place & {
    readonly trackId: string;
    readonly region: SeparatedRegion;
    readonly files: Readonly<Partial<Record<StemName, string>>>;
  },
): Promise<NonNullable<SeparatedRegion['stems']>> {
  const { region, workspace } = job;
  const folder = `${stemsFolder(job.trackId)}${regionIdOf(region.start, region.duration, region.separator.name)}`;
  const stems: Partial<Record<StemName, BlobRef>> = {};
  for (const name of stemNames) {
    const input = job.files[name];
    if (input === undefined) continue;
    const output = workspace.path(`${region.ordinal}-${name}.flac`);
    await encoder.encode({ input, output, format: 'flac', bits: 16 }, job.signal);
    job.signal.throwIfAborted();
    stems[name] = await blobs.putFile(`${folder}/${name}.flac`, output);
  }
  return stems;
}

/** Are all of the blobs there, with the content they had? */
export async function areWhole(
  blobs: BlobStore,
  refs: Readonly<Partial<Record<string, BlobRef>>>,
): Promise<boolean> {
  for (const ref of Object.values(refs)) if (ref && !(await blobs.isWhole(ref))) return false;
  return true;
}

/** What an earlier version stored by role comes back as the last stem of that role: bass and other as `other`. */
const stemNamed = (name: string): StemName | undefined =>
  stemNames.find((stem) => stem === name) ??
  stemsOfRole[roles.find((role) => role === name) ?? 'vocal'].at(-1);

/** Brings the stored stems of a region back as WAV files. */
export async function stemsFromStore(
  { blobs, encoder }: StemStoreOptions,
  job: Place &
    Pick<RegionStems, 'ordinal' | 'stored' | 'separator'> & {
      readonly region: { readonly start: Seconds; readonly duration: Seconds };
    },
): Promise<RegionStems> {
  const { ordinal, stored, separator, region, workspace, signal } = job;
  const stems: Partial<Record<StemName, string>> = {};
  for (const [key, ref] of Object.entries<BlobRef | undefined>(stored)) {
    const name = stemNamed(key);
    if (!ref || !name) continue;
    stems[name] = workspace.path(`${ordinal}-stored-${name}.wav`);
    const file = await blobs.localFile(ref, workspace.path(`${ordinal}-stored-${name}.flac`));
    await encoder.toWav(file, stems[name], signal);
  }
  const { start, duration } = region;
  return { ordinal, region: { start, duration }, stems, stored, separator };
}
