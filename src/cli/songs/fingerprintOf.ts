import { stat } from 'node:fs/promises';
import { isRemote } from '../../domain/source/remoteUri.js';
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

/** Size and time of the files of a song; nothing of what lies on other machines. Error `unreadable`. */
export async function fingerprintOf(song: Song): Promise<{ readonly fingerprint?: Fingerprint }> {
  const all = song.kind === 'mix' ? [song.path] : Object.values(song.stems);
  const infos = await Promise.all(all.filter((path) => !isRemote(path)).map(look));
  if (infos.length === 0) return {};
  const size = infos.reduce((sum, info) => sum + info.size, 0);
  return { fingerprint: { size, mtimeMs: Math.max(...infos.map(({ mtimeMs }) => mtimeMs)) } };
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
