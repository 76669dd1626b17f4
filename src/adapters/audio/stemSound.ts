import { monoMix } from '../../audio/signal/monoMix.js';
import { stemRefs, type Clip } from '../../domain/clip.js';
import { lostBlob } from '../../domain/lostBlob.js';
import type { Role } from '../../domain/role.js';
import type { BlobStore } from '../../ports/blobStore.js';
import type { Encoder } from '../../ports/decoder.js';
import type { Workspaces } from '../../ports/workspace.js';
import { readWav } from '../files/readWav.js';

/** What stored stems are read by. */
export interface StemTools {
  readonly blobs: BlobStore;
  readonly workspaces: Workspaces;
  readonly encoder: Pick<Encoder, 'toWav'>;
}

export interface StemOf {
  readonly clip: Clip;
  readonly role: Role;
}

/**
 * Lends the WAV files whose sum is a role of a clip; they are gone when `use` has settled. Errors: `not-found`, `corrupt-blob` where what was stored is lost.
 */
export async function withStemFiles<T>(
  { clip, role }: StemOf,
  { blobs, workspaces, encoder }: StemTools,
  use: (wavs: readonly string[]) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const workspace = await workspaces.open('stems');
  const read = async (): Promise<T> => {
    const wavs: string[] = [];
    for (const [i, ref] of stemRefs(clip, role).entries()) {
      const stored = await blobs
        .localFile(ref, workspace.path(`stored-${i}.flac`))
        .catch((error: unknown) => {
          throw lostBlob(error, clip);
        });
      wavs.push(workspace.path(`stem-${i}.wav`));
      await encoder.toWav(stored, wavs[i], signal);
    }
    return use(wavs);
  };
  return read().finally(() => workspace.dispose());
}

/** The mono sum of WAV files, as long as the longest. */
export async function monoOfFiles(wavs: readonly string[]): Promise<Float32Array> {
  let sum: Float32Array = new Float32Array();
  for (const wav of wavs) {
    const mono = monoMix(await readWav(wav));
    const [longer, shorter] = mono.length > sum.length ? [mono, sum] : [sum, mono];
    for (let i = 0; i < shorter.length; i += 1) longer[i] += shorter[i];
    sum = longer;
  }
  return sum;
}
