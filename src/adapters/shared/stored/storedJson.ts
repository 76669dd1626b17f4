import type { z } from 'zod';
import type { StoredPlace } from './storedPlace.js';

/** A reader of what this program stored as JSON in a place; what does not fit the schema is `unreadable`. */
export function storedJson<T>(schema: z.ZodType<T>, what: string, place: StoredPlace): (json: string) => T {
  return (json) => {
    try {
      return schema.parse(JSON.parse(json));
    } catch (cause) {
      throw place.damaged(`a ${what}`, cause);
    }
  };
}
