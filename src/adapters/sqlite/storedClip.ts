import type { Clip } from '../../domain/clip.js';
import { PipelineError } from '../../errors.js';

/**
 * A clip from its stored form. Each was checked in full when it was put (clipJson), so here only the schema's number is: another full
 * check would take as long as the query. Error `unreadable` for another number.
 */
export function storedClip(json: string, path: string): Clip {
  const stored = JSON.parse(json) as { readonly schema: number }; // clipJson() stores nothing without it
  if (stored.schema === 1) return stored as Clip; // clipJson() has checked the rest
  throw new PipelineError(
    'unreadable',
    `A clip in ${path} was written by another version of mashstream. Use that one, or choose another data folder.`,
    { context: { path } },
  );
}
