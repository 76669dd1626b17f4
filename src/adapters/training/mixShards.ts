import { readFile, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { melShape } from '../../audio/mel/melFilters.js';
import { variantShifts } from '../../audio/mel/melVariants.js';
import { wideRows } from '../../audio/semitones/halfSemitones.js';
import { inputVersions } from '../../domain/learning/inputVersions.js';
import { splits } from '../../domain/learning/split.js';
import { roles, type Role } from '../../domain/role.js';
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

/** Tensors of a clip, by its place in the file: vocal and harmonic [shifts, frames, 128], percussion [frames, 128]; and where there are any, half semitones of each role [frames, 140]. */
const tensorName = (place: number, role: string): string => `${place}/${role}`;
const semitonesName = (place: number, role: Role): string => `${place}/${role}/semitones`;

/** What was heard in which version; files that do not say so hold mel of version 1 alone. */
const versions = { mel: inputVersions.mel, semitones: inputVersions.semitones } as const;

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
    const { semitones } = clip;
    if (semitones)
      for (const role of roles)
        tensors.set(semitonesName(place, role), { data: semitones[role], shape: [frames, wideRows] });
    return { clipId, song, split, relativeMajor, bpm, frames };
  });
  const bytes = encodeSafetensors({ tensors, facts: { clips: JSON.stringify(facts), ...versions } });
  await replaceFile(path, (aside) => writeFile(aside, bytes));
}

/** Reads what writeMixShard writes; half semitones of another version are left out. Error: `unreadable`. */
export async function readMixShard(path: string): Promise<readonly MixClip[]> {
  const { tensors, facts } = decodeSafetensors(await readFile(path), `examples ${path}`);
  const clips = factsSchema.safeParse(jsonOf(facts['clips'] ?? ''));
  if (!clips.success) throw damaged(path);
  const bytesOf = (name: string, size: number): Uint8Array => {
    const data = tensors.get(name)?.data;
    if (data instanceof Uint8Array && data.length === size) return data;
    throw damaged(path);
  };
  return clips.data.map(({ frames, ...known }, place) => {
    const size = frames * melShape.bands;
    const variants = (role: string): ReadonlyMap<number, Uint8Array> => {
      const all = bytesOf(tensorName(place, role), variantShifts.length * size);
      return new Map(variantShifts.map((shift, v) => [shift, all.subarray(v * size, (v + 1) * size)]));
    };
    const percussion = bytesOf(tensorName(place, 'percussion'), size);
    const semitones = (role: Role): Uint8Array => bytesOf(semitonesName(place, role), frames * wideRows);
    const hasSemitones =
      facts['semitones'] === versions.semitones && tensors.has(semitonesName(place, 'vocal'));
    return {
      ...{ ...known, vocal: variants('vocal'), harmonic: variants('harmonic'), percussion },
      ...(hasSemitones && {
        semitones: {
          ...{ vocal: semitones('vocal'), harmonic: semitones('harmonic') },
          percussion: semitones('percussion'),
        },
      }),
    };
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
