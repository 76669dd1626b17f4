import { describe, expect, it } from 'vitest';
import { fromWire, toWire, wireErrorSchema } from '../../../src/adapters/process/wireError.js';
import { PipelineError } from '../../../src/errors.js';

const across = (thrown: unknown): PipelineError =>
  fromWire(wireErrorSchema.parse(structuredClone(toWire(thrown))));

describe('wireError', () => {
  it('brings an error across with all that is known of it, and the stack of where it was thrown', () => {
    const error = new PipelineError('timeout', 'too slow', {
      retryable: true,
      context: { path: '/a', tries: 2 },
    });
    const came = across(error);
    expect(came).toBeInstanceOf(PipelineError);
    expect(came).toMatchObject({
      code: 'timeout',
      message: 'too slow',
      retryable: true,
      context: { path: '/a', tries: 2 },
    });
    expect((came.cause as Error).stack).toBe(error.stack);
  });

  it('prefers the stack of the cause, which says where the trouble began', () => {
    const cause = new Error('deep');
    expect((across(new PipelineError('internal', 'm', { cause })).cause as Error).stack).toBe(cause.stack);
  });

  it('makes foreign throws into errors of ours', () => {
    expect(across(new TypeError('x is not a function'))).toMatchObject({
      code: 'internal',
      retryable: false,
    });
    expect(across('just text')).toMatchObject({ code: 'internal', message: 'just text' });
    const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
    expect(across(full).code).toBe('disk-full');
  });
});
