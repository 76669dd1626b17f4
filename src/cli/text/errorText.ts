import type { PipelineError } from '../../errors.js';

/** What a person is told of a failure: its message, and the code under which docs/operations.md says more. */
export const errorText = ({
  code,
  message,
}: Pick<PipelineError, 'message'> & { readonly code: string }): string =>
  code === 'bad-config' ? message : `${message} (${code})`;
