import type { ErrorCode, PipelineError } from '../../errors.js';

const fatal: readonly ErrorCode[] = ['disk-full', 'missing-program', 'bad-config'];

/** What lies in the machine, its disks or its settings, not in what was worked on. */
const ofTheMachine: readonly ErrorCode[] = [...fatal, 'aborted', 'busy', 'unavailable', 'unreadable'];

/** Errors that every further message would meet too: they stop the process instead of filling the dead letters. */
export const isFatal = ({ code }: PipelineError): boolean => fatal.includes(code);

/** Errors of the surroundings: what met one is not to blame for it. */
export const isOfTheMachine = ({ code }: PipelineError): boolean => ofTheMachine.includes(code);
