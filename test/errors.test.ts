import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PipelineError } from '../src/errors.js';

describe('PipelineError', () => {
  it('has a message of 2,000 characters at most, of which the end, the advice, stays', () => {
    const { message, stack = '' } = new PipelineError('internal', `Reading ${'x'.repeat(1e7)}. Do this.`);
    expect(message).toHaveLength(2000);
    expect(message).toMatch(/^Reading x+…x+\. Do this\.$/);
    expect(stack.length).toBeLessThan(5000);
    expect(PipelineError.from(new Error('y'.repeat(1e7))).message).toHaveLength(2000);
    expect(PipelineError.from('z'.repeat(1e7)).message).toHaveLength(2000);
  });

  it('leaves shorter messages, and errors of its own, as they are', () => {
    const error = new PipelineError('busy', 'z'.repeat(2000));
    expect(error.message).toBe('z'.repeat(2000));
    expect(PipelineError.from(error)).toBe(error);
  });

  it('tells a value that does not fit its schema in our words', () => {
    const { error } = z.object({ a: z.string(), b: z.int() }).safeParse({ b: 'x' });
    const { code, message } = PipelineError.from(error);
    expect(code).toBe('internal');
    expect(message).toBe(
      'Parts of the program do not fit together: a must be text; b must be a number. Install it anew.',
    );
  });
});
