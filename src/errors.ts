import { z } from 'zod';
import { firstFew } from './domain/text/firstFew.js';
import { problemPath, problemText } from './domain/text/problemText.js';
import { shortMessage } from './domain/text/shortText.js';

/** The closed list of error codes: they are a metric label, so nothing else may appear there. */
export const errorCodes = [
  'aborted',
  'bad-config',
  'bad-message',
  'busy',
  'child-died',
  'corrupt-blob',
  'disk-full',
  'internal',
  'missing-program',
  'not-audio',
  'not-found',
  'refused-input',
  'separation-failed',
  'silent',
  'timeout',
  'too-many-attempts',
  'too-short',
  'unavailable',
  'unreadable',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export interface PipelineErrorOptions {
  readonly cause?: unknown;
  /** True when the same work may succeed if tried again. */
  readonly retryable?: boolean;
  readonly context?: Readonly<Record<string, string | number | boolean>>;
}

/** The one error class: `message` says what was being done, to what, and what to do about it; what passes 2,000 characters is cut out of its middle. */
export class PipelineError extends Error {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly context: Readonly<Record<string, string | number | boolean>>;

  constructor(code: ErrorCode, message: string, options: PipelineErrorOptions = {}) {
    super(shortMessage(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'PipelineError';
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.context = options.context ?? {};
  }

  /** Any thrown value as a PipelineError; foreign errors become `internal`, or what `shortageOf` says. */
  static from(error: unknown): PipelineError {
    if (error instanceof PipelineError) return error;
    const cause = error instanceof Error ? error : new Error(String(error));
    const shortage = shortageOf(cause);
    if (shortage === undefined)
      return new PipelineError('internal', schemaProblems(cause) ?? cause.message, { cause });
    const { code, lack, advice } = shortage;
    const retryable = code === 'unavailable';
    return new PipelineError(code, `${lack} (${cause.message}). ${advice}`, { cause, retryable });
  }
}

/** A value of the program's own that does not fit its schema, in our words. */
function schemaProblems(error: Error): string | undefined {
  if (!(error instanceof z.core.$ZodError)) return undefined;
  const problems = error.issues.map((issue) => `${problemPath(issue) || 'a value'} ${problemText(issue)}`);
  return `Parts of the program do not fit together: ${firstFew(problems).join('; ')}. Install it anew.`;
}

/** Something of which the machine has no more. */
export interface Shortage {
  readonly code: 'disk-full' | 'unavailable';
  readonly lack: string;
  readonly advice: string;
}

/** A quota (EDQUOT) and a size limit (EFBIG) are full disks to us. The others pass when other work ends. */
const shortages: ReadonlyMap<unknown, Shortage> = new Map([
  ['ENOSPC', { code: 'disk-full', lack: 'The disk is full', advice: 'Free some space and run again.' }],
  [
    'EDQUOT',
    { code: 'disk-full', lack: 'The disk quota is used up', advice: 'Free some space and run again.' },
  ],
  ['EFBIG', { code: 'disk-full', lack: 'The file size limit is reached', advice: 'Raise it and run again.' }],
  [
    'EMFILE',
    {
      code: 'unavailable',
      lack: 'Too many files are open',
      advice: 'Raise the limit (ulimit -n), or lower --concurrency, and run again.',
    },
  ],
  [
    'ENFILE',
    {
      code: 'unavailable',
      lack: 'Too many files are open on this machine',
      advice: 'Close other programs and run again.',
    },
  ],
  [
    'EAGAIN',
    {
      code: 'unavailable',
      lack: 'The machine has no room for another process',
      advice: 'Close other programs, or raise the limit (ulimit -u), and run again.',
    },
  ],
  [
    'ENOMEM',
    {
      code: 'unavailable',
      lack: 'The machine is out of memory',
      advice: 'Close other programs and run again.',
    },
  ],
]);

/** What a system error says is short, if that is what it says. */
export const shortageOf = (error: unknown): Shortage | undefined =>
  error instanceof Error && 'code' in error ? shortages.get(error.code) : undefined;
