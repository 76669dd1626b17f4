import { featuresVersion } from '../../../domain/featuresVersion.js';
import { clipIdOf } from '../../../domain/ids.js';
import { recordValue } from '../../../domain/recordValue.js';
import type { Catalogue } from '../../../ports/catalogue.js';
import { everyTrack } from '../../../ports/everyOne.js';
import type { Log } from '../../../ports/log.js';
import type { TrackRecord } from '../../../ports/trackRecord.js';

interface Asking {
  readonly state: {
    readonly log: Pick<Log, 'append'>;
    readonly catalogue: Pick<Catalogue, 'listTracks' | 'getClips'>;
  };
  readonly view: { readonly note: (line: string) => void };
}

/** Are a track's clips named as those of this version are? */
function areNamed({ trackId, regions, clipIds }: TrackRecord): boolean {
  const names = new Set(regions.map(({ ordinal }) => clipIdOf(trackId, featuresVersion, ordinal)));
  return clipIds.every((clipId) => names.has(clipId));
}

/**
 * Asks for another look at every song with clips of another features version, as an earlier version of the program made them: nothing
 * would match them. Their stored stems are analysed again, and nothing is separated. Resolves to how many songs that are.
 */
export async function requestAnalyses({ state: { log, catalogue }, view }: Asking): Promise<number> {
  let count = 0;
  for await (const track of everyTrack(catalogue)) {
    if (!track.complete || areNamed(track)) continue;
    const clips = await catalogue.getClips(track.clipIds);
    if (clips.every((clip) => clip.featuresVersion === featuresVersion)) continue;
    const { trackId } = track;
    await log.append('works', [{ key: trackId, value: recordValue('works', { schema: 1, trackId }) }]);
    count++;
  }
  const songs = count === 1 ? '1 song was' : `${count} songs were`;
  if (count > 0)
    view.note(
      `${songs} analysed by another version: their stems are analysed anew, nothing is separated again.`,
    );
  return count;
}
