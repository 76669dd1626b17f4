import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readStems, rolesOf } from '../../../adapters/audio/regionFiles.js';
import { hearFeatures, writeFeatures } from '../../../adapters/audio/roleFeatures.js';
import { decodeNpy, decodeNpyBytes } from '../../../audio/files/npy.js';
import { digestOf, stemRefs, type Clip } from '../../../domain/clip.js';
import { playedUnder } from '../../../mashability/played.js';
import { roles, stemNames, type Role, type StemName } from '../../../domain/role.js';
import { PipelineError } from '../../../errors.js';
import { featureName, rowsName } from '../../../mashability/features/featureName.js';
import { playedFeatures, type PlayedPart } from '../../../mashability/features/playedFeatures.js';
import { prepareStem } from '../../../mashability/features/prepareStem.js';
import { featuresOfMatrix } from '../../../mashability/features/ruleMatrix.js';
import { playedRows } from '../../../mashability/rows/playedRows.js';
import { rowsOfMatrix } from '../../../mashability/rows/rowMatrix.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { Encoder } from '../../../ports/decoder.js';
import type { Separator } from '../../../ports/separator.js';
import type { Workspace, Workspaces } from '../../../ports/workspace.js';
import type { MadeStems, StemMaker } from './madeStems.js';

export interface SeparateClipsOptions {
  readonly blobs: BlobStore;
  readonly workspaces: Workspaces;
  readonly encoder: Encoder;
  readonly separator: Separator;
  readonly stems: MadeStems;
  /** Where features of separated stems are kept and found again. */
  readonly folder: string;
  readonly onClip?: (done: number, of: number) => void;
  /** A clip whose stems are lost is left out. */
  readonly onLost?: (clip: Clip, error: PipelineError) => void;
}

/**
 * The clips with ready stems, each with one like it, whose stems are separated from the sum of its own: the same bars on the same beats. About 1.2 times as
 * long as the music on two cores; what is done is kept.
 */
export async function separatedClips(
  clips: readonly Clip[],
  options: SeparateClipsOptions,
  signal?: AbortSignal,
): Promise<ReadonlyMap<Clip, Clip>> {
  const ready = clips.filter(({ separator }) => separator.name === 'ready');
  const made = new Map<Clip, Clip>();
  for (const [i, clip] of ready.entries()) {
    signal?.throwIfAborted();
    options.onClip?.(i, ready.length);
    const folder = await separatedFeatures(clip, options, signal).catch((cause: unknown) => {
      const error = PipelineError.from(cause);
      if (error.code !== 'not-found' && error.code !== 'corrupt-blob') throw error;
      options.onLost?.(clip, error);
      return undefined;
    });
    if (folder !== undefined) made.set(clip, options.stems.make(clip, stemsIn(folder, clip)));
  }
  return made;
}

function stemsIn(folder: string, clip: Clip): StemMaker {
  const read = (name: string): Promise<Uint8Array> => readFile(join(folder, `${name}.npy`));
  const played = (role: Role, seed: Clip): PlayedPart => ({ clip, role, ...playedUnder(seed, clip, role) });
  return {
    async stem(role, seed) {
      const all = featuresOfMatrix(decodeNpy(await read(featureName(role))));
      return prepareStem(playedFeatures(all, played(role, seed)));
    },
    async rows(role, seed) {
      const all = rowsOfMatrix(decodeNpyBytes(await read(rowsName(role))));
      return playedRows(all, played(role, seed));
    },
  };
}

/** The folder with the features of the separated roles. */
async function separatedFeatures(
  clip: Clip,
  options: SeparateClipsOptions,
  signal?: AbortSignal,
): Promise<string> {
  const folder = join(options.folder, `${clip.clipId}-${digestOf(clip)}`);
  const known = await readFile(join(folder, `${featureName('vocal')}.npy`)).catch(() => undefined);
  if (known) return folder;
  const workspace = await options.workspaces.open('separate');
  return separateInto(folder, { clip, options, workspace }, signal).finally(() => workspace.dispose());
}

interface Work {
  readonly clip: Clip;
  readonly options: SeparateClipsOptions;
  readonly workspace: Workspace;
}

async function separateInto(folder: string, work: Work, signal?: AbortSignal): Promise<string> {
  const { clip, options, workspace } = work;
  const outputs = Object.fromEntries(
    stemNames.map((name) => [name, workspace.path(`${name}.wav`)]),
  ) as Record<StemName, string>; // one of each
  const input = await mixOf(work, signal);
  await options.separator.separate({ input, outputs }, { ...(signal && { signal }) });
  const parts = rolesOf(await readStems(outputs));
  const aside = `${folder}.unfinished`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  for (const role of roles) {
    const part = parts[role];
    if (!part) continue;
    const source = { mono: part.mono, beats: clip.grid.beats, tuning: clip.tuning };
    await writeFeatures(role, hearFeatures(source), aside);
  }
  await rename(aside, folder);
  return folder;
}

async function mixOf({ clip, options, workspace }: Work, signal?: AbortSignal): Promise<string> {
  const refs = roles.flatMap((role) => stemRefs(clip, role));
  const wavs: string[] = [];
  for (const [i, ref] of refs.entries()) {
    const stored = await options.blobs.localFile(ref, workspace.path(`stored-${i}.flac`));
    wavs.push(workspace.path(`stored-${i}.wav`));
    await options.encoder.toWav(stored, wavs[i], signal);
  }
  const mix = workspace.path('mix.wav');
  await options.encoder.sumWavs(wavs, mix, signal);
  return mix;
}
