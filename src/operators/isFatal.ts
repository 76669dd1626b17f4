import type { ErrorCode, PipelineError } from '../errors.js';

const fatal: readonly ErrorCode[] = ['disk-full', 'missing-program', 'bad-config'];

/** Errors that every further message would meet too: they stop the process instead of filling the dead letters. */
export const isFatal = ({ code }: PipelineError): boolean => fatal.includes(code);
