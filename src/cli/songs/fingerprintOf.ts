import { stat } from 'node:fs/promises';
import type { Milliseconds } from '../../domain/units.js';
import { PipelineError } from '../../errors.js';
import type { Song } from './song.js';

/** Tells cheaply whether the audio of a song may have changed. */
export interface Fingerprint {
  /** Bytes, all files together. */
  readonly size: number;
  /** Of the file that changed last. */
  readonly mtimeMs: Milliseconds;
}

/** Size and time of the files of a song. Error `unreadable`. */
export async function fingerprintOf(song: Song): Promise<Fingerprint> {
  const files = song.kind === 'mix' ? [song.path] : Object.values(song.stems);
  const infos = await Promise.all(files.map(look));
  return {
    size: infos.reduce((sum, { size }) => sum + size, 0),
    mtimeMs: Math.max(...infos.map(({ mtimeMs }) => mtimeMs)),
  };
}

async function look(path: string): Promise<Fingerprint> {
  try {
    return await stat(path);
  } catch (cause) {
    const why = PipelineError.from(cause).message;
    throw new PipelineError('unreadable', `Looking at ${path}: ${why}. Check that it can be read.`, {
      cause,
    });
  }
}
