import type { Clip } from '../../domain/clip.js';
import type { Condition } from '../../domain/condition.js';
import type { Part, Recipe } from '../../domain/mashup.js';
import { voiceGrid } from '../played.js';
import { mashupBars, partLength } from '../mashupBars.js';

export interface DrawnTriple {
  readonly condition: Condition;
  readonly parts: readonly Part[];
}

/** The recipe of parts drawn around a seed: as many bars as the shortest part has. `clips` by id hold the parts. */
export function recipeOf(
  seed: Clip,
  { condition, parts }: DrawnTriple,
  clips: ReadonlyMap<string, Clip>,
): Recipe {
  const lengths = parts.flatMap((part) => {
    const clip = clips.get(part.clipId);
    return clip && part.role !== 'vocal' ? [partLength(clip, part)] : [];
  });
  const bars = Math.max(1, mashupBars(voiceGrid(seed), lengths));
  return { seedClipId: seed.clipId, condition, bars, parts: [...parts] };
}
