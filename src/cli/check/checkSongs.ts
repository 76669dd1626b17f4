import type { Config } from '../../config.js';
import { PipelineError } from '../../errors.js';
import { ownFolders } from '../out/ownFolders.js';
import { readSidecar } from '../songs/readSidecar.js';
import { scanSongs } from '../songs/scanSongs.js';
import { sidecarPath } from '../songs/sidecarPath.js';
import type { Finding } from './finding.js';

/** Are there songs, and can their sidecar files be read? None where no paths are given. */
export async function checkSongs(
  paths: readonly string[],
  places: Pick<Config, 'data' | 'out'>,
): Promise<readonly Finding[]> {
  if (paths.length === 0) return [];
  const what = 'songs';
  try {
    const { songs, problems } = await scanSongs(paths, { skip: ownFolders(places) });
    const findings: Finding[] = problems.map(({ path, reason }) => ({
      what,
      well: false,
      text: `${path}: ${reason}`,
    }));
    let corrected = 0;
    for (const song of songs) {
      const read = await readSidecar(sidecarPath(song)).catch((error: unknown) => PipelineError.from(error));
      if (read instanceof PipelineError) findings.push({ what: 'sidecar', well: false, text: read.message });
      else if (read) corrected += 1;
    }
    const text = `${songs.length} found, ${corrected} with corrections`;
    return [...findings, { what, well: songs.length > 0, text }];
  } catch (error) {
    return [{ what, well: false, text: PipelineError.from(error).message }];
  }
}
