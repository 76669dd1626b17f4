import { existsSync } from 'node:fs';
import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { dataFolder } from '../runtime/dataFolder.js';
import { openState } from '../runtime/openState.js';
import { runIsActive } from '../runtime/runIsActive.js';
import type { Finding } from './finding.js';

/** What lies in the data folder, whether this version can read it, and whether a run is at work there; none where it is empty. */
export async function checkState({ data }: Pick<Config, 'data'>): Promise<readonly Finding[]> {
  const what = 'state';
  if (!existsSync(dataFolder(data).database)) return [];
  try {
    const state = openState(data, 'look');
    const [tracks, clips] = await Promise.all([state.catalogue.listTracks(), state.catalogue.countClips()]);
    await state.close();
    const run = runIsActive(data) ? ', a run is at work' : '';
    return [{ what, well: true, text: `songs: ${tracks.length}, clips: ${clips}${run}` }];
  } catch (error) {
    return [{ what, well: false, text: PipelineError.from(error).message }];
  }
}
