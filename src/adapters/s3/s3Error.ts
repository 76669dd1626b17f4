import { PipelineError, shortageOf } from '../../errors.js';
import { fileError } from '../files/fileError.js';
import { s3Meanings, type Meaning } from './s3Meanings.js';
import { s3StoreName, type S3Options } from './s3Options.js';
import { isAway, s3Signs } from './s3Signs.js';

export interface S3Work {
  /** As in `Storing the blob`. */
  readonly doing: string;
  /** A blob's key, or a beginning of keys. */
  readonly key: string;
  /** The local file that is read or written meanwhile. */
  readonly path?: string;
}

const awayMeaning: Meaning = {
  code: 'unavailable',
  advice: 'It does not answer, or is too busy. Is it running, and is the setting s3Endpoint right?',
};
const unknown: Meaning = { code: 'internal', advice: 'It failed.' };
const denied: Meaning = {
  code: 'bad-config',
  advice:
    'Access is denied. Check the settings s3AccessKeyId and s3SecretAccessKey, and the rights of the bucket.',
};

/**
 * Any error of the work on blobs as a PipelineError that says what was being done, to which blob in which store. A store that is away,
 * or too busy, is `unavailable` and retryable, with the store's name in the context as `away`.
 */
export function s3Error(
  error: unknown,
  { doing, key, path = key }: S3Work,
  options: S3Options,
): PipelineError {
  if (error instanceof PipelineError) return error;
  const signs = s3Signs(error);
  const known = signs.names.map((name) => s3Meanings.get(name)).find((meaning) => meaning !== undefined);
  const away = known === undefined && isAway(signs);
  if (!known && !away && (signs.local || shortageOf(error))) return fileError(error, doing, path);
  const { code, advice } = known ?? (away ? awayMeaning : signs.status === 403 ? denied : unknown);
  const store = s3StoreName(options);
  const words = [...signs.names, error instanceof Error ? error.message : String(error)].join(': ');
  return new PipelineError(code, `${doing} ${key} in ${store}: ${advice} (${words})`, {
    cause: error,
    retryable: away,
    context: { key, bucket: options.bucket, ...(away && { away: store }) },
  });
}
