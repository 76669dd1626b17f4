import { z } from 'zod';
import { wireErrorSchema } from './wireError.js';

/** Reports how much of a job is done, 0 … 1. */
export type Report = (fraction: number) => void;

/** What a child can do, by name; requests and results pass through structured clone. */
export type Handlers = Readonly<Record<string, (request: never, report: Report) => unknown>>;

/** A job, sent to a child. */
export const jobSchema = z.object({ kind: z.string(), request: z.unknown() });

/** What a child sends back: any number of `progress`, then one of the others. */
export const replySchema = z.union([
  z.object({ progress: z.number() }),
  z.object({ error: wireErrorSchema }),
  z.object({ result: z.unknown() }),
]);
export type Reply = z.infer<typeof replySchema>;
