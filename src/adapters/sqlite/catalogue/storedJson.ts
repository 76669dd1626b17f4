import type { z } from 'zod';
import { damaged } from '../database/damaged.js';

/** A reader of what this program stored as JSON in the database at `path`; what does not fit the schema is `unreadable`. */
export function storedJson<T>(schema: z.ZodType<T>, what: string, path: string): (json: string) => T {
  return (json) => {
    try {
      return schema.parse(JSON.parse(json));
    } catch (cause) {
      throw damaged(`a ${what}`, path, cause);
    }
  };
}
