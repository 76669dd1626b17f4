import type { Clip } from '../../../domain/clip.js';
import type { Recipe } from '../../../domain/mashup.js';
import type { Role } from '../../../domain/role.js';
import { sourceName } from './sourceName.js';

/** What file systems and shells stumble over. */
const awkward = /[^\p{L}\p{M}\p{N} ()&'+,.-]+/gu;

/** Most file systems take 255 bytes a name: letters beyond ASCII count for two to four. */
const most = { letters: 40, bytes: 80 } as const;

export interface FolderFacts {
  readonly clips: ReadonlyMap<string, Clip>;
  readonly format: string;
  readonly muted: readonly Role[];
}

/**
 * Folder name of a mashup: voice over harmonic part, with the beginning of its id; at most 150 characters and 255 bytes. What is not the usual
 * (matched, nothing muted, FLAC) is named, so that each rendering has a folder of its own.
 */
export function mashupFolder(id: string, recipe: Recipe, { clips, format, muted }: FolderFacts): string {
  const names = recipe.parts
    .filter(({ role }) => role !== 'percussion')
    .map(({ clipId }) => clips.get(clipId))
    .map((clip) => (clip ? sourceName(clip.source) : ''))
    .map((name) => shortened(name.normalize().replaceAll(awkward, ' ').replaceAll(/\s+/g, ' ').trim()));
  const unusual = [
    ...(recipe.condition === 'matched' ? [] : [recipe.condition]),
    ...(muted.length === 0 ? [] : [`without ${[...muted].sort().join(' and ')}`]),
    ...(format === 'flac' ? [] : [format]),
  ];
  return [`${names.join(' over ')} ${id.slice(0, 8)}`.replace(/^[-. ]+/, ''), ...unusual].join(', ');
}

/** The beginning of a name, in whole letters; `unknown` where nothing is left of it. */
function shortened(name: string): string {
  let text = '';
  for (const letter of name) {
    const longer = text + letter;
    if (longer.length > most.letters || Buffer.byteLength(longer) > most.bytes) break;
    text = longer;
  }
  return text.trim() || 'unknown';
}
