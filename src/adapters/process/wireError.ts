import { z } from 'zod';
import { errorCodes, PipelineError } from '../../errors.js';

/** A PipelineError as data, for another process. */
export const wireErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  retryable: z.boolean(),
  context: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  stack: z.string().optional(),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** Any thrown value as data. */
export function toWire(thrown: unknown): WireError {
  const { code, message, retryable, context, stack, cause } = PipelineError.from(thrown);
  return { code, message, retryable, context, stack: cause instanceof Error ? cause.stack : stack };
}

/** The error that was sent; its cause carries the other process's stack. */
export function fromWire({ code, message, retryable, context, stack }: WireError): PipelineError {
  const cause = new Error(message);
  if (stack !== undefined) cause.stack = stack;
  return new PipelineError(code, message, { retryable, context, cause });
}
