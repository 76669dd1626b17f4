import { PipelineError } from '../errors.js';
import { digestOf, type Clip } from './clip.js';

/** Where a clip's blob is damaged or missing: `corrupt-blob`, with the song and how to mend it; other errors are left as they are. */
export function lostBlob(
  error: unknown,
  { clipId, trackId, source, ...clip }: Pick<Clip, 'clipId' | 'trackId' | 'source' | 'digest'>,
): unknown {
  const lost = error instanceof PipelineError && ['corrupt-blob', 'not-found'].includes(error.code);
  if (!lost) return error;
  const name = source.title ?? source.uri;
  return new PipelineError(
    'corrupt-blob',
    `What is stored of ${JSON.stringify(name)} is damaged or missing: ${error.message} ` +
      `To mend it: mashstream remove ${trackId} (with the --data of this run), then run again.`,
    { cause: error, context: { ...error.context, clipId, digest: digestOf(clip) } },
  );
}
