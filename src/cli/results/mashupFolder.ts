import type { Clip } from '../../domain/clip.js';
import type { Recipe } from '../../domain/mashup.js';
import { sourceName } from './sourceName.js';

/** What file systems and shells stumble over. */
const awkward = /[^\p{L}\p{N} ()&'+,.-]+/gu;

/** Folder name of a mashup: voice over harmonic part, with the beginning of its id; at most 100 characters. */
export function mashupFolder(id: string, recipe: Recipe, clips: ReadonlyMap<string, Clip>): string {
  const names = recipe.parts
    .filter(({ role }) => role !== 'percussion')
    .map(({ clipId }) => clips.get(clipId))
    .map((clip) => (clip ? sourceName(clip.source) : 'unknown'))
    .map((name) => name.replaceAll(awkward, ' ').replaceAll(/\s+/g, ' ').trim().slice(0, 40));
  return `${names.join(' over ')} ${id.slice(0, 8)}`.replace(/^[-. ]+/, '');
}
