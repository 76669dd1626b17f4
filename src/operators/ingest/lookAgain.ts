import { isDeepStrictEqual } from 'node:util';
import type { TrackRecord } from '../../ports/trackRecord.js';
import type { Catalogue } from '../../ports/catalogue.js';
import type { Leaving } from '../stream/output.js';
import { stage, type Stage, type StageOptions } from '../stream/stage.js';
import { publicationsNaming } from './publicationsNaming.js';

/** A track that was worked on, and the publications that were worked in. */
export type WorkedTrack = Pick<TrackRecord, 'trackId' | 'publications'>;

export interface LookAgainOptions extends StageOptions {
  readonly catalogue: Catalogue;
}

/**
 * Asks for more work where other publications name the track now than were worked in. Who names a track writes that first and asks
 * for work after; who works writes the track first and looks here after: so whoever comes second sees the other, even a worker that
 * hung while another took its place and did more.
 */
export const lookAgain = (options: LookAgainOptions): Stage<WorkedTrack, Leaving> =>
  stage('look again', { ...options, evenIfLost: true }, async ({ trackId, publications }) => {
    const now = await publicationsNaming(options.catalogue, trackId);
    return isDeepStrictEqual(now, publications)
      ? { outputs: [] }
      : { outputs: [{ topic: 'works', key: trackId, value: { schema: 1, trackId } }] };
  });
