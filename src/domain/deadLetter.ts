import { z } from 'zod';
import { errorCodes } from '../errors.js';

const number = z.string().regex(/^\d+$/);

/**
 * Topic `dead-letters`, keyed by the original record's key: its bytes as they were, with these headers beside its own. All of them are text. What
 * was told in no header of the original is not told.
 */
export const deadLetterHeadersSchema = z
  .object({
    'error.code': z.enum(errorCodes),
    /** What was being done, to what, and what to do now. */
    'error.message': z.string(),
    'error.stage': z.string(),
    /** Where the original record lay, by our name of the topic. */
    'error.topic': z.string(),
    'error.partition': number,
    'error.offset': number,
    /** Which time the work was begun. */
    'error.attempt': number,
    /** Of the original record, ms since 1970. */
    'error.timestamp': number,
    /** Only where the record was too large to be kept whole: what is left of it. */
    'error.cut': z.string().optional(),
    /** W3C Trace Context. */
    traceparent: z.string(),
    /** When the track's message came from which the work derives, ms since 1970. */
    origin: number.optional(),
  })
  .loose();
