import type { Clip } from '../../../domain/clip.js';
import { leftOut, sings, type Selection } from '../../../operators/match/selection.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';
import { isUsed } from './isUsed.js';

/** A user's choice among the songs. */
export interface Filters extends Selection {
  readonly useDoubtful: boolean;
}

/** What is left of the songs: `--vocal leaves 1 voice, --exclude leaves out 3`; empty where nothing was filtered. */
export function filtersText(
  filters: Filters,
  tracks: readonly TrackRecord[],
  clips: ReadonlyMap<string, Clip>,
): string {
  const { vocal, exclude, bpmRange, useDoubtful } = filters;
  const count = (test: (clip: Clip) => boolean): number =>
    tracks.filter(({ clipIds }) => clipIds.flatMap((id) => clips.get(id) ?? []).some(test)).length;
  const voices = (test: (clip: Clip) => boolean): string => {
    const found = count((clip) => clip.supplies.vocal && isUsed(clip, useDoubtful) && test(clip));
    return `leaves ${found} ${found === 1 ? 'voice' : 'voices'}`;
  };
  const parts = [
    vocal.length > 0 && `--vocal ${voices((clip) => sings({ vocal, exclude }, clip))}`,
    exclude.length > 0 && `--exclude leaves out ${count((clip) => leftOut(filters, clip))}`,
    bpmRange && `--bpm-range ${voices(({ grid }) => grid.bpm >= bpmRange[0] && grid.bpm <= bpmRange[1])}`,
  ];
  return parts.filter((part) => typeof part === 'string').join(', ');
}
