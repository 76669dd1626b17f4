import { open, stat } from 'node:fs/promises';
import { PipelineError, shortageOf } from '../../errors.js';
import { fileError } from '../files/fileError.js';
import { isPlaylist } from './isPlaylist.js';

const quote = (path: string): string => JSON.stringify(path);

function cannotOpen(path: string, cause: unknown): PipelineError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const context = { path };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new PipelineError('not-found', `Reading ${quote(path)}: there is no such file. Check the path.`, {
      cause,
      context,
    });
  if (shortageOf(cause)) return fileError(cause, 'Reading', quote(path));
  const why = cause instanceof Error ? cause.message : String(cause);
  return new PipelineError(
    'unreadable',
    `Reading ${quote(path)}: it cannot be read (${why}). Check the file's permissions, its links and the disk.`,
    { cause, context },
  );
}

async function readHead(path: string): Promise<Uint8Array> {
  const head = new Uint8Array(4096);
  const file = await open(path, 'r');
  try {
    const { bytesRead } = await file.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Two hours of video at 70 Mbit a second; a file with holes may say it is of any size. */
const largest = 64 * 2 ** 30;

/**
 * Looks at a file before ffmpeg does, and tells its size in bytes. Errors: `not-found` (also for a directory), `unreadable`, `not-audio`
 * (empty), `refused-input` (a playlist, a pipe, a device, more than 64 GiB), `unavailable`.
 */
export async function checkSource(path: string): Promise<number> {
  const context = { path };
  const status = await stat(path).catch((cause: unknown) => Promise.reject(cannotOpen(path, cause)));
  if (status.isDirectory())
    throw new PipelineError('not-found', `Reading ${quote(path)}: it is a directory. Give an audio file.`, {
      context,
    });
  if (!status.isFile())
    throw new PipelineError(
      'refused-input',
      `Reading ${quote(path)}: it is no regular file. Give an audio file.`,
      {
        context,
      },
    );
  if (status.size > largest)
    throw new PipelineError(
      'refused-input',
      `Reading ${quote(path)}: it holds ${Math.floor(status.size / 2 ** 30)} GiB, and no more than ${largest / 2 ** 30} GiB are read. Give its sound alone, as flac, mp3, m4a, ogg or wav.`,
      { context },
    );
  const head = await readHead(path).catch((cause: unknown) => Promise.reject(cannotOpen(path, cause)));
  if (isPlaylist(path, head))
    throw new PipelineError(
      'refused-input',
      `Reading ${quote(path)}: it is a playlist, which points to other files. Give those files themselves.`,
      { context },
    );
  if (head.length === 0)
    throw new PipelineError('not-audio', `Reading ${quote(path)}: the file is empty. Replace or remove it.`, {
      context,
    });
  return status.size;
}
