import type { Clip } from '../../domain/clip.js';
import type { Recipe } from '../../domain/mashup.js';
import type { Role } from '../../domain/role.js';
import { sourceName } from './sourceName.js';

/** What file systems and shells stumble over. */
const awkward = /[^\p{L}\p{N} ()&'+,.-]+/gu;

export interface FolderFacts {
  readonly clips: ReadonlyMap<string, Clip>;
  readonly format: string;
  readonly muted: readonly Role[];
}

/**
 * Folder name of a mashup: voice over harmonic part, with the beginning of its id; at most 150 characters. What is not the usual
 * (matched, nothing muted, FLAC) is named, so that each rendering has a folder of its own.
 */
export function mashupFolder(id: string, recipe: Recipe, { clips, format, muted }: FolderFacts): string {
  const names = recipe.parts
    .filter(({ role }) => role !== 'percussion')
    .map(({ clipId }) => clips.get(clipId))
    .map((clip) => (clip ? sourceName(clip.source) : 'unknown'))
    .map((name) => name.replaceAll(awkward, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 40));
  const unusual = [
    ...(recipe.condition === 'matched' ? [] : [recipe.condition]),
    ...(muted.length === 0 ? [] : [`without ${[...muted].sort().join(' and ')}`]),
    ...(format === 'flac' ? [] : [format]),
  ];
  return [`${names.join(' over ')} ${id.slice(0, 8)}`.replace(/^[-. ]+/, ''), ...unusual].join(', ');
}
