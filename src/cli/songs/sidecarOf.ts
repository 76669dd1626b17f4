import { isRemote } from '../../domain/source/remoteUri.js';
import type { Corrections } from './correctionsSchema.js';
import { readSidecar } from './readSidecar.js';
import { sidecarPath } from './sidecarPath.js';
import type { Song } from './song.js';

/** What the sidecar of a song says; undefined where there is none, as of songs on other machines. Errors: those of readSidecar. */
export const sidecarOf = (song: Song): Promise<Corrections | undefined> =>
  isRemote(song.path) ? Promise.resolve(undefined) : readSidecar(sidecarPath(song));
