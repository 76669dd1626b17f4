import type { Clip } from '../../domain/clip.js';
import type { Mashup } from '../../domain/mashup.js';
import type { Role } from '../../domain/role.js';
import { PipelineError } from '../../errors.js';
import type { ResultRow } from './resultRow.js';
import { sourceName } from './sourceName.js';

export interface ResultPlace {
  readonly rank: number;
  readonly path?: string | undefined;
}

/** The row of a mashup; `clips` by id must hold all of its parts, else `not-found`. A part that is left out is `–`. */
export function resultRowOf(
  mashup: Mashup,
  clips: ReadonlyMap<string, Clip>,
  { rank, path }: ResultPlace,
): ResultRow {
  const clipOf = (clipId: string): Clip => {
    const clip = clips.get(clipId);
    if (clip) return clip;
    throw new PipelineError(
      'not-found',
      `Listing mashup ${mashup.mashupId}: clip ${clipId} is gone. Run again.`,
    );
  };
  const part = (role: Role) => mashup.parts.find((candidate) => candidate.role === role);
  const name = (role: Role): string => {
    const found = part(role);
    return found ? sourceName(clipOf(found.clipId).source) : '–';
  };
  const seed = clipOf(mashup.seedClipId);
  return {
    rank,
    mashupId: mashup.mashupId,
    vocal: name('vocal'),
    harmonic: name('harmonic'),
    percussion: name('percussion'),
    key: seed.key,
    bpm: seed.grid.bpm,
    shift: part('harmonic')?.shift ?? 0,
    stretch: { harmonic: part('harmonic')?.stretch ?? 1, percussion: part('percussion')?.stretch ?? 1 },
    score: mashup.score,
    path,
  };
}
