import { PipelineError, type ErrorCode } from '../../errors.js';

/** What system errors mean to the user. A quota (EDQUOT) and a size limit (EFBIG) are full disks to us. */
const meanings: Readonly<Partial<Record<string, { readonly code: ErrorCode; readonly advice: string }>>> = {
  ENOSPC: { code: 'disk-full', advice: 'The disk is full. Free some space and run again.' },
  EDQUOT: { code: 'disk-full', advice: 'The disk quota is used up. Free some space and run again.' },
  EFBIG: { code: 'disk-full', advice: 'The file size limit is reached. Raise it and run again.' },
  ENOENT: { code: 'not-found', advice: 'There is no such file.' },
  ENOTDIR: { code: 'not-found', advice: 'There is no such file.' },
  EISDIR: { code: 'not-found', advice: 'It is a folder, not a file.' },
  EMFILE: { code: 'unavailable', advice: 'Too many files are open. Raise the limit (ulimit -n).' },
  ENFILE: { code: 'unavailable', advice: 'Too many files are open on this machine.' },
  EROFS: { code: 'bad-config', advice: 'The disk is read-only. Choose another folder.' },
  EACCES: { code: 'bad-config', advice: 'Access is denied. Change the rights, or choose another folder.' },
  EPERM: { code: 'bad-config', advice: 'Access is denied. Change the rights, or choose another folder.' },
};

/** A system error as a PipelineError that says what was being done, to which file. */
export function fileError(error: unknown, doing: string, path: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  const meaning = meanings[system];
  const text = error instanceof Error ? error.message : String(error);
  return new PipelineError(
    meaning?.code ?? 'internal',
    `${doing} ${path}: ${meaning?.advice ?? 'it failed'} (${text})`,
    { cause: error, retryable: meaning?.code === 'unavailable', context: { path } },
  );
}
