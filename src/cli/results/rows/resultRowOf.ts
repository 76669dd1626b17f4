import type { Clip } from '../../../domain/clip.js';
import type { Mashup } from '../../../domain/mashup.js';
import type { Role } from '../../../domain/role.js';
import { PipelineError } from '../../../errors.js';
import type { ResultRow } from './resultRow.js';
import { sourceName } from '../mashup/sourceName.js';
import { whyText } from '../remarks/whyText.js';

export interface ResultPlace {
  readonly rank: number;
  readonly path?: string | undefined;
  /** Name of the scorer, where the reasons are to be told. */
  readonly explain?: string | undefined;
}

/** The row of a mashup; `clips` by id must hold all of its parts, else `not-found`. A part that is left out is `–`. */
export function resultRowOf(
  mashup: Mashup,
  clips: ReadonlyMap<string, Clip>,
  { rank, path, explain }: ResultPlace,
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
  const source = (role: Role) => {
    const found = part(role);
    return found && clipOf(found.clipId).source;
  };
  const name = (role: Role): string => {
    const found = source(role);
    return found ? sourceName(found) : '–';
  };
  const title = (role: Role): string => {
    const found = source(role);
    return found ? sourceName({ title: found.title, uri: found.uri }) : '–';
  };
  const keys = (['vocal', 'harmonic'] as const).flatMap((role) => {
    const found = part(role);
    return found ? [clipOf(found.clipId).keyConfidence] : [];
  });
  const seed = clipOf(mashup.seedClipId);
  return {
    rank,
    mashupId: mashup.mashupId,
    vocal: name('vocal'),
    harmonic: name('harmonic'),
    percussion: name('percussion'),
    titles: { vocal: title('vocal'), harmonic: title('harmonic'), percussion: title('percussion') },
    key: seed.key,
    keyConfidence: Math.min(seed.keyConfidence, ...keys),
    bpm: seed.grid.bpm,
    shift: part('harmonic')?.shift ?? 0,
    stretch: { harmonic: part('harmonic')?.stretch ?? 1, percussion: part('percussion')?.stretch ?? 1 },
    beatRatio: { harmonic: part('harmonic')?.beatRatio, percussion: part('percussion')?.beatRatio },
    bars: mashup.bars,
    score: mashup.score,
    ...(explain !== undefined && { why: whyText(mashup, { clips, scorer: explain }) }),
    path,
  };
}
