import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { melShape } from '../../audio/mel/melFilters.js';
import { variantShifts } from '../../audio/mel/melVariants.js';
import { splits } from '../../domain/learning/split.js';
import { jsonOf } from '../../domain/text/jsonOf.js';
import { PipelineError } from '../../errors.js';
import type { MixClip } from '../../model/training/mixClip.js';
import { replaceFile } from '../files/replaceFile.js';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from '../files/safetensors.js';

const factsSchema = z.array(
  z.object({
    clipId: z.string(),
    song: z.string(),
    split: z.enum(splits),
    relativeMajor: z.int().min(0).max(11),
    bpm: z.number().positive(),
    frames: z.int().positive(),
  }),
);
type Facts = z.infer<typeof factsSchema>[number];

/** Tensors of a clip, by its place in the file: vocal and harmonic [shifts, frames, 128], percussion [frames, 128]. */
const tensorName = (place: number, role: string): string => `${place}/${role}`;

/** Writes clips into one file, whole or not at all; each has all shifts from −3 to +3. */
export async function writeMixShard(path: string, clips: readonly MixClip[]): Promise<void> {
  const tensors = new Map<string, StoredTensor>();
  const facts = clips.map(({ clipId, song, split, relativeMajor, bpm, ...clip }, place): Facts => {
    const frames = clip.percussion.length / melShape.bands;
    for (const role of ['vocal', 'harmonic'] as const) {
      const variants = variantShifts.map((shift) => clip[role].get(shift) ?? missing(clipId, role, shift));
      const data = new Uint8Array(Buffer.concat(variants));
      tensors.set(tensorName(place, role), { data, shape: [variants.length, frames, melShape.bands] });
    }
    tensors.set(tensorName(place, 'percussion'), { data: clip.percussion, shape: [frames, melShape.bands] });
    return { clipId, song, split, relativeMajor, bpm, frames };
  });
  const bytes = encodeSafetensors({ tensors, facts: { clips: JSON.stringify(facts) } });
  await replaceFile(path, (aside) => writeFile(aside, bytes));
}

/** Reads what writeMixShard writes. Error: `unreadable`. */
export async function readMixShard(path: string): Promise<readonly MixClip[]> {
  const { tensors, facts } = decodeSafetensors(await readFile(path), `examples ${path}`);
  const clips = factsSchema.safeParse(jsonOf(facts['clips'] ?? ''));
  if (!clips.success) throw damaged(path);
  const bytesOf = (place: number, role: string, size: number): Uint8Array => {
    const data = tensors.get(tensorName(place, role))?.data;
    if (data instanceof Uint8Array && data.length === size) return data;
    throw damaged(path);
  };
  return clips.data.map(({ frames, ...known }, place) => {
    const size = frames * melShape.bands;
    const variants = (role: string): ReadonlyMap<number, Uint8Array> => {
      const all = bytesOf(place, role, variantShifts.length * size);
      return new Map(variantShifts.map((shift, v) => [shift, all.subarray(v * size, (v + 1) * size)]));
    };
    const percussion = bytesOf(place, 'percussion', size);
    return { ...known, vocal: variants('vocal'), harmonic: variants('harmonic'), percussion };
  });
}

const damaged = (path: string): PipelineError =>
  new PipelineError(
    'unreadable',
    `Reading examples ${path}: something is missing or damaged. Remove the file, and mashstream examples makes it again.`,
  );

function missing(clipId: string, role: string, shift: number): never {
  throw new PipelineError(
    'internal',
    `Writing examples: clip ${clipId} has no ${role} part at a shift of ${shift} semitones. Make it with all seven.`,
  );
}
