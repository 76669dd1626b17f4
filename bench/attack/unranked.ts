import { publisherId } from '../../src/cli/songs/publisherId.js';
import { faults, type Fault } from './fault.js';
import type { Folder } from './readFolder.js';

/** Good songs (their paths) whose voice has no mashups. */
export function unranked({ tracks, clips, rankings }: Folder, paths: readonly string[]): readonly Fault[] {
  const isRanked = (path: string): boolean => {
    const track = [...tracks.values()].find(({ publications }) =>
      publications.some(({ id }) => id === publisherId(path)),
    );
    const voice = track?.clipIds.find((id) => clips.get(id)?.supplies.vocal);
    return voice !== undefined && (rankings.get(voice)?.mashups.length ?? 0) > 0;
  };
  const missing = paths.filter((path) => !isRanked(path));
  return faults(
    'lost',
    missing.map((path) => `good song ${path} is not ranked`),
  );
}
