import { MongoServerError } from 'mongodb';
import { PipelineError } from '../../../errors.js';
import { mongoMeaning } from './mongoMeanings.js';

/**
 * Any error of the driver as a PipelineError that says what was being done and by which server. One that is away is `unavailable` and
 * retryable, with its name in the context as `away`.
 */
export function mongoError(error: unknown, doing: string, server: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const { code, did, advice } = mongoMeaning(error);
  // Servers answer in several lines at times.
  const text = (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');
  const away = code === 'unavailable';
  const number = error instanceof MongoServerError && typeof error.code === 'number' ? error.code : undefined;
  return new PipelineError(code, `${doing}: ${server} ${did} (${text}). ${advice}`, {
    cause: error,
    retryable: away,
    context: { server, ...(number !== undefined && { mongo: number }), ...(away && { away: server }) },
  });
}

/** Another document has this id already. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === 11_000;
