import { PipelineError, shortageOf, type ErrorCode } from '../../errors.js';

/** What system errors mean to the user, beside shortages. */
const meanings: Readonly<Partial<Record<string, { readonly code: ErrorCode; readonly advice: string }>>> = {
  ENOENT: { code: 'not-found', advice: 'There is no such file.' },
  ENOTDIR: { code: 'not-found', advice: 'There is no such file.' },
  EISDIR: { code: 'not-found', advice: 'It is a folder, not a file.' },
  EROFS: { code: 'bad-config', advice: 'The disk is read-only. Choose another folder.' },
  EACCES: { code: 'bad-config', advice: 'Access is denied. Change the rights, or choose another folder.' },
  EPERM: { code: 'bad-config', advice: 'Access is denied. Change the rights, or choose another folder.' },
};

/** A system error as a PipelineError that says what was being done, to which file. */
export function fileError(error: unknown, doing: string, path: string): PipelineError {
  if (error instanceof PipelineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const context = { path };
  const shortage = shortageOf(error);
  if (shortage)
    return new PipelineError(
      shortage.code,
      `${doing} ${path}: ${shortage.lack}. ${shortage.advice} (${text})`,
      {
        cause: error,
        retryable: shortage.code === 'unavailable',
        context,
      },
    );
  const meaning = error instanceof Error && 'code' in error ? meanings[String(error.code)] : undefined;
  return new PipelineError(
    meaning?.code ?? 'internal',
    `${doing} ${path}: ${meaning?.advice ?? 'it failed'} (${text})`,
    { cause: error, context },
  );
}
