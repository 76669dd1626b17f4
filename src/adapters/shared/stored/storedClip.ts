import type { Clip } from '../../../domain/clip.js';
import type { StoredPlace } from './storedPlace.js';

/**
 * A clip from its stored form. Each was checked in full when it was put (clipJson), so here only the schema's number is, and that
 * what a clip must have is there: another full check would take as long as the query. Error `unreadable`.
 */
export function storedClip(json: string, place: StoredPlace): Clip {
  const stored = parsed(json, place);
  if (stored?.['schema'] === 1 && isWhole(stored)) return stored;
  if (typeof stored?.['schema'] !== 'number' || stored['schema'] === 1) throw place.damaged('a clip');
  throw place.foreign('A clip');
}

function parsed(json: string, place: StoredPlace): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(json) as Readonly<Record<string, unknown>> | undefined; // looked at below
  } catch (cause) {
    throw place.damaged('a clip', cause);
  }
}

const texts = ['clipId', 'trackId', 'featuresVersion'] as const;
const numbers = ['bars', 'ordinal', 'tuning', 'keyConfidence', 'vocalActivity'] as const;
const objects = [
  'source',
  'region',
  'grid',
  'key',
  'loudness',
  'supplies',
  'doubts',
  'stems',
  'features',
] as const;

/** Names and kinds of what every clip has; what clipJson() checked of the rest still holds, but for damage that looks like content. */
const isWhole = (stored: Readonly<Record<string, unknown>>): stored is Clip =>
  texts.every((name) => typeof stored[name] === 'string') &&
  numbers.every((name) => typeof stored[name] === 'number') &&
  objects.every((name) => typeof stored[name] === 'object' && stored[name] !== null);
