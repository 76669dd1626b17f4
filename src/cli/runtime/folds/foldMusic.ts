import { createHash } from 'node:crypto';
import type { MixInput } from '../../../domain/learning/mixTraining.js';
import type { Split } from '../../../domain/learning/split.js';
import { writeMixShard } from '../../../adapters/training/mixShards.js';
import { writeShard } from '../../../adapters/training/shards.js';
import type { MixClip } from '../../../model/training/mixClip.js';
import type { TrainingWindow } from '../../../model/training/trainingSet.js';

/** What a fold model is taught, chosen and tested by. */
export interface FoldMusic {
  /** Of other music, or songs that count for something else, is another name, by which a training knows that it is not the same. */
  readonly name: string;
  readonly songs: number;
  write(path: string): Promise<void>;
}

export function windowsMusic(windows: readonly TrainingWindow[]): FoldMusic {
  const hash = createHash('sha256');
  for (const { composition, split, relativeMajor, vocal, harmonic } of windows)
    hash
      .update(JSON.stringify([composition, split, relativeMajor]))
      .update(vocal)
      .update(harmonic);
  return {
    name: nameOf(hash.digest('hex')),
    songs: new Set(windows.map(({ composition }) => composition)).size,
    write: (path) => writeShard(path, windows),
  };
}

/** Examples of songs that count for something in a fold, with what a network of some input is to hear. */
export function examplesMusic(
  examples: readonly MixClip[],
  splits: ReadonlyMap<string, Split>,
  input: MixInput = 'mel',
): FoldMusic {
  const own = examples.flatMap(({ semitones, ...clip }): readonly MixClip[] => {
    const split = splits.get(clip.song);
    return split === undefined
      ? []
      : [{ ...clip, split, ...(input !== 'mel' && semitones && { semitones }) }];
  });
  const hash = createHash('sha256');
  for (const { clipId, song, split, relativeMajor, percussion, semitones } of own) {
    hash.update(JSON.stringify([clipId, song, split, relativeMajor])).update(percussion);
    if (semitones) hash.update(semitones.percussion);
  }
  return {
    name: nameOf(hash.digest('hex')),
    songs: new Set(own.map(({ song }) => song)).size,
    write: (path) => writeMixShard(path, own),
  };
}

const nameOf = (hash: string): string => `${hash.slice(0, 16)}.safetensors`;
