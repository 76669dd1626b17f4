import { expect } from 'vitest';
import { PipelineError, type ErrorCode } from '../../../../src/errors.js';

/** The error with which the work fails; its message must name the file. */
export async function failure(work: Promise<unknown>, code: ErrorCode): Promise<PipelineError> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(PipelineError);
  if (!(error instanceof PipelineError)) throw new Error('unreachable');
  expect({ code: error.code, message: error.message }).toMatchObject({ code });
  return error;
}
