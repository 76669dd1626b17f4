import { join } from 'node:path';
import { featureStore, type FeatureStore } from '../../../adapters/features/featureStore.js';
import { writeShard } from '../../../adapters/training/shards.js';
import type { Clip } from '../../../domain/clip.js';
import { relativeMajor } from '../../../domain/music/key.js';
import { PipelineError } from '../../../errors.js';
import type { TrainingWindow } from '../../../model/training/trainingSet.js';
import type { BlobStore } from '../../../ports/blobStore.js';
import type { TaughtSong } from '../../../ports/teacher.js';

/** Songs of a file: so many are held in memory at a time. */
const perShard = 64;

/** Writes the windows of songs, each a voice with its own harmony, into files of a folder; resolves to their paths. */
export async function lessonShards(
  songs: readonly TaughtSong[],
  blobs: BlobStore,
  folder: string,
): Promise<readonly string[]> {
  const rows = featureStore(blobs, { stems: 1, rows: 1 });
  const paths: string[] = [];
  for (let at = 0; at < songs.length; at += perShard) {
    const windows: TrainingWindow[] = [];
    for (const song of songs.slice(at, at + perShard))
      for (const clip of song.clips) windows.push(...(await windowOf(rows, song, clip)));
    const path = join(folder, `songs ${paths.length}.safetensors`);
    await writeShard(path, windows);
    paths.push(path);
  }
  return paths;
}

/** None of a clip that was removed meanwhile. */
async function windowOf(
  store: FeatureStore,
  { composition, split }: TaughtSong,
  clip: Clip,
): Promise<readonly TrainingWindow[]> {
  const read = Promise.all([store.rows(clip, 'vocal'), store.rows(clip, 'harmonic')]);
  return read.then(([voice, harmony]) => {
    const length = Math.min(voice.rows.length, harmony.rows.length);
    const [vocal, harmonic] = [voice, harmony].map((part) => part.rows.subarray(0, length));
    return [{ composition, split, relativeMajor: relativeMajor(clip.key), vocal, harmonic }];
  }, noneIfGone);
}

function noneIfGone(error: unknown): readonly TrainingWindow[] {
  if (['corrupt-blob', 'not-found'].includes(PipelineError.from(error).code)) return [];
  throw error;
}
